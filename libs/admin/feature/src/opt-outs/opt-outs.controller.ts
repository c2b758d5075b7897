import { Body, Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { pageAnswer, pageRequest } from '@relance/campaigns-management';
import { searchedDigits } from '@relance/kernel';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
  IdParam,
  type Page,
  RequestId,
} from '@relance/platform';
import { type Response } from 'express';
import { CancelReasonBody } from '../reason.dto.ts';
import {
  LiftedOptOutView,
  NewOptOutBody,
  OptOutListQuery,
  OptOutView,
  OptOutWithPhoneView,
  toOptOutView,
  toOptOutWithPhoneView,
} from './opt-outs.dto.ts';
import { OptOutsService } from './opt-outs.service.ts';

/** People who asked to be left alone; it holds for every owner. */
@ApiTags('Admin opt-outs')
@ApiBearerAuth()
@Audience('admin')
@Controller('admin/opt-outs')
export class OptOutsController {
  constructor(private readonly optOuts: OptOutsService) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'All opt-outs, newest first, by source and the beginning of the number' })
  @ApiPage('optOuts', OptOutView)
  @ApiProblems(400, 401, 403)
  async list(@Query() query: OptOutListQuery): Promise<Page<'optOuts', OptOutView>> {
    const fixed = { list: 'opt-outs', source: query.source, q: query.q };
    const digits = query.q === undefined ? undefined : (searchedDigits(query.q) ?? undefined);
    const found = await this.optOuts.list({ source: query.source, digits }, pageRequest(query, fixed));
    return pageAnswer('optOuts', found.rows.map(toOptOutView), found, { query, fixed });
  }

  @Post()
  @ApiOperation({
    summary: 'Records that nobody may write to a person; their live sequences end',
    description: '201 for a new opt-out, 200 with the existing one when the number had opted out already.',
  })
  @ApiEnvelope(OptOutWithPhoneView, { status: 201 })
  @ApiEnvelope(OptOutWithPhoneView, { description: 'The opt-out that was there.' })
  @ApiProblems(400, 401, 403)
  async add(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { phone, reason }: NewOptOutBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OptOutWithPhoneView> {
    const { optOut, isNew } = await this.optOuts.add(phone, { actor, requestId, reason });
    response.status(isNew ? 201 : 200);
    return toOptOutWithPhoneView(optOut);
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @ApiOperation({
    summary: 'An opt-out with its whole phone number, which the list shows masked',
    description: 'A POST because it leaves a trace: who looked is in the audit as `opt_out.phone_revealed`.',
  })
  @ApiEnvelope(OptOutWithPhoneView)
  @ApiProblems(400, 401, 403, 404)
  async reveal(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
  ): Promise<OptOutWithPhoneView> {
    return toOptOutWithPhoneView(await this.optOuts.reveal(id, { actor, requestId, reason: null }));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Lifts an opt-out: the person may be written to again; needs a reason' })
  @ApiEnvelope(LiftedOptOutView)
  @ApiProblems(400, 401, 403, 404)
  async lift(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { reason }: CancelReasonBody,
  ): Promise<LiftedOptOutView> {
    await this.optOuts.lift(id, { actor, requestId, reason });
    return { id };
  }
}
