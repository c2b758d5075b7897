import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import { ApiTokens } from './api-tokens.ts';
import { NewTokenBody, NewTokenView, TokenListQuery, TokenView } from './tokens.dto.ts';

/** Tokens of every audience. */
@ApiTags('Admin tokens')
@ApiBearerAuth()
@Audience('admin')
@Controller('admin/tokens')
export class AdminTokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'All tokens, newest first, revoked ones too' })
  @ApiPage('tokens', TokenView)
  @ApiProblems(400, 401, 403)
  list(@Query() query: TokenListQuery): Promise<Page<'tokens', TokenView>> {
    const { audience, ownerId } = query;
    return this.tokens.list({ audience, ownerId }, query);
  }

  @Post()
  @ApiOperation({
    summary: 'Creates a token for one owner, for support, for admins or for a server; it is shown this once',
    description:
      'A token for a server (audience `service`) may convert and change contacts by phone, naming the owner with X-Relance-Owner, and nothing else.',
  })
  @ApiEnvelope(NewTokenView, { status: 201 })
  @ApiProblems(400, 401, 403)
  create(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { name, audience, ownerId, expiresAt = null }: NewTokenBody,
  ): Promise<NewTokenView> {
    return this.tokens.create({ name, audience, ownerId: ownerId ?? null, expiresAt }, { actor, requestId });
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Revokes a token at once and for good; idempotent',
    description:
      'Tokens that were made with it, and with those, are revoked with it; their live streams end within a second. A program that replaces its token, and revokes it with itself or with one made with it, ends this one alone.',
  })
  @ApiEnvelope(TokenView)
  @ApiProblems(400, 401, 403, 404)
  revoke(@IdParam() id: string, @CurrentActor() actor: Actor, @RequestId() requestId: string): Promise<TokenView> {
    return this.tokens.revoke(id, { actor, requestId });
  }
}
