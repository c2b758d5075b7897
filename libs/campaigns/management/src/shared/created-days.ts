import { addDays } from '@relance/campaigns-domain';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven, IsDay, NotBefore } from './field-rules.ts';

/** The days of a list on which its rows were made: in UTC, both inclusive. */
export class CreatedDaysQuery {
  @ApiPropertyOptional({ example: '2026-01-01', description: 'Created on this day (UTC) or later.' })
  @IfGiven()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({
    example: '2026-01-31',
    description: 'Created on this day (UTC) or before; not before `from`.',
  })
  @IfGiven()
  @IsDay()
  @NotBefore('from')
  to?: string;
}

const startOfUtcDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The instants of these days; what is not asked for is left out. */
export const createdWithin = ({
  from,
  to,
}: CreatedDaysQuery): { readonly createdFrom?: Date; readonly createdBefore?: Date } => ({
  ...(from && { createdFrom: startOfUtcDay(from) }),
  ...(to && { createdBefore: startOfUtcDay(addDays(to, 1)) }),
});
