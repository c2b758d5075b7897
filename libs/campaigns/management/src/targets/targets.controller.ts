import { ownerScoped } from '@relance/campaigns-domain';
import { type CampaignId, documentId, type OwnerId, type TargetId } from '@relance/kernel';
import {
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentOwner,
  IdParam,
  type Page,
  RequestLanguage,
} from '@relance/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Caller } from '../shared/audited.ts';
import { CurrentCaller } from '../shared/current-caller.decorator.ts';
import { ExplainTarget } from './explain-target.ts';
import { RetryTarget } from './retry-target.ts';
import { LiveTargetListQuery, TargetListQuery } from './target-list.query.ts';
import { TargetReader } from './target-reader.ts';
import { NextMessageAnswer, TargetView, WhyNotView } from './target.view.ts';

type Targets = Promise<Page<'targets', TargetView>>;

@ApiTags('targets')
@ApiBearerAuth()
@Audience('user')
@ApiProblems(400, 401)
@Controller()
export class TargetsController {
  constructor(
    private readonly reader: TargetReader,
    private readonly explain: ExplainTarget,
    private readonly retryTarget: RetryTarget,
  ) {}

  @Get('targets')
  @ApiOperation({ summary: 'Your live targets in all campaigns, newest first' })
  @ApiPage('targets', TargetView)
  live(@CurrentOwner() ownerId: OwnerId, @Query() query: LiveTargetListQuery): Targets {
    return this.reader.liveOf(ownerId, query);
  }

  @Get('campaigns/default/targets')
  @ApiOperation({ summary: 'Targets of the default campaign' })
  @ApiPage('targets', TargetView)
  ofDefault(@CurrentOwner() ownerId: OwnerId, @Query() query: TargetListQuery): Targets {
    return this.reader.ofDefault(ownerId, query);
  }

  @Get('campaigns/:id/targets')
  @ApiOperation({ summary: 'Targets of a campaign' })
  @ApiPage('targets', TargetView)
  @ApiProblems(404)
  ofCampaign(@CurrentOwner() ownerId: OwnerId, @IdParam('id') id: string, @Query() query: TargetListQuery): Targets {
    return this.reader.ofCampaign(documentId<'CampaignId'>(id) satisfies CampaignId, ownerScoped(ownerId), query);
  }

  @Get('targets/next')
  @ApiOperation({ summary: 'The message that leaves next: when, and gate by gate what holds it back' })
  @ApiEnvelope(NextMessageAnswer)
  async next(@CurrentOwner() ownerId: OwnerId, @RequestLanguage() language: 'fr' | 'en'): Promise<NextMessageAnswer> {
    return { next: await this.explain.next(ownerId, language) };
  }

  @Get('targets/:id/why')
  @ApiOperation({ summary: 'Why a message has not left yet, gate by gate, and when it could' })
  @ApiEnvelope(WhyNotView)
  @ApiProblems(404)
  why(
    @CurrentOwner() ownerId: OwnerId,
    @IdParam('id') id: string,
    @RequestLanguage() language: 'fr' | 'en',
  ): Promise<WhyNotView> {
    return this.explain.run(documentId<'TargetId'>(id) satisfies TargetId, ownerScoped(ownerId), language);
  }

  @Post('targets/:id/retry')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Tries an uncertain or refused message again now; an uncertain one keeps its id and may be seen twice',
  })
  @ApiEnvelope(TargetView)
  @ApiProblems(404, 409)
  retry(@CurrentCaller() caller: Caller, @IdParam('id') id: string): Promise<TargetView> {
    return this.retryTarget.run(documentId<'TargetId'>(id), { ownerId: caller.ownerId }, caller);
  }
}
