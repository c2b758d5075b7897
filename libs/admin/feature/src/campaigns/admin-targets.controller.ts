import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RetryTarget, TargetView } from '@relance/campaigns-management';
import { documentId } from '@relance/kernel';
import { type Actor, ApiEnvelope, ApiProblems, Audience, CurrentActor, IdParam, RequestId } from '@relance/platform';

/** Targets of all owners, for steering. Each action is written down. */
@ApiTags('Admin campaigns')
@ApiBearerAuth()
@Audience('admin')
@ApiProblems(400, 401, 403, 404, 409)
@Controller('admin/targets')
export class AdminTargetsController {
  constructor(private readonly retryTarget: RetryTarget) {}

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tries an uncertain or refused message again now; an uncertain one may be seen twice' })
  @ApiEnvelope(TargetView)
  retry(@IdParam() id: string, @CurrentActor() actor: Actor, @RequestId() requestId: string): Promise<TargetView> {
    return this.retryTarget.run(documentId<'TargetId'>(id), 'anyOwner', { actor, requestId });
  }
}
