import { liveTargetStatuses, targetStatuses, type TargetStatus } from '@relance/campaigns-domain';
import { PageQuery } from '@relance/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven, IsOneOf } from '../shared/field-rules.ts';

export class TargetListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: targetStatuses })
  @IfGiven()
  @IsOneOf(targetStatuses)
  status?: TargetStatus;
}

export class LiveTargetListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: liveTargetStatuses })
  @IfGiven()
  @IsOneOf(liveTargetStatuses)
  status?: (typeof liveTargetStatuses)[number];
}
