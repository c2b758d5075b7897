import { liveTargetStatuses, targetStatuses, type TargetStatus } from '@relance/campaigns-domain';
import { PageQuery } from '@relance/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { booleanWord, IfGiven, IsOneOf, IsSwitch } from '../shared/field-rules.ts';

export class TargetListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: targetStatuses })
  @IfGiven()
  @IsOneOf(targetStatuses)
  status?: TargetStatus;

  @ApiPropertyOptional({ type: Boolean, description: 'Only people who wrote back, or only those who did not.' })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  replied?: boolean;
}

export class LiveTargetListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: liveTargetStatuses })
  @IfGiven()
  @IsOneOf(liveTargetStatuses)
  status?: (typeof liveTargetStatuses)[number];

  @ApiPropertyOptional({ type: Boolean, description: 'Only people who wrote back, or only those who did not.' })
  @Transform(booleanWord)
  @IfGiven()
  @IsSwitch()
  replied?: boolean;
}
