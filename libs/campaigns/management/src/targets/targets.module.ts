import { CampaignsCoreModule } from '@relance/campaigns-core';
import { Module } from '@nestjs/common';
import { ManagementSharedModule } from '../shared/shared.module.ts';
import { ExplainTarget } from './explain-target.ts';
import { RetryTarget } from './retry-target.ts';
import { TargetReader } from './target-reader.ts';
import { TargetPresenter } from './target.presenter.ts';
import { TargetsController } from './targets.controller.ts';

/** Targets as people see them: lists, why one is not sent yet, another try of an uncertain one. */
@Module({
  imports: [CampaignsCoreModule, ManagementSharedModule],
  providers: [TargetReader, ExplainTarget, RetryTarget, TargetPresenter],
  exports: [TargetReader, ExplainTarget, RetryTarget],
})
export class TargetsModule {}

@Module({ imports: [TargetsModule], controllers: [TargetsController] })
export class TargetsHttpModule {}
