import { DAYS_IN_SEQUENCE } from '@relance/campaigns-domain';
import { validationFailed } from '@relance/platform';
import { Param, type PipeTransform } from '@nestjs/common';

class DayPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const day = /^\d$/.test(value) ? Number(value) : 0;
    if (day >= 1 && day <= DAYS_IN_SEQUENCE) return day;
    throw validationFailed([{ field: 'day', problem: `must be a whole number from 1 to ${DAYS_IN_SEQUENCE}` }]);
  }
}

/** A day of the sequence in the path, 1 to 7; else 400. */
export const DayParam = (): ParameterDecorator => Param('day', new DayPipe());
