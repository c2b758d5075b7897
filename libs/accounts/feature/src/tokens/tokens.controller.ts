import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type OwnerId } from '@relance/kernel';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
  CurrentOwner,
  IdParam,
  type Page,
  PageQuery,
  RequestId,
} from '@relance/platform';
import { ApiTokens } from './api-tokens.ts';
import { NewOwnTokenBody, NewTokenView, TokenView } from './tokens.dto.ts';

/** A member's own tokens. */
@ApiTags('API tokens')
@ApiBearerAuth()
@Audience('user')
@Controller('tokens')
export class TokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  @ApiOperation({ summary: 'Your tokens for programs, newest first, revoked ones too' })
  @ApiPage('tokens', TokenView)
  @ApiProblems(400, 401, 403)
  list(@CurrentOwner() ownerId: OwnerId, @Query() query: PageQuery): Promise<Page<'tokens', TokenView>> {
    return this.tokens.list({ ownerId, audience: 'user' }, query);
  }

  @Post()
  @ApiOperation({ summary: 'Creates a token with which a program acts for you; it is shown this once' })
  @ApiEnvelope(NewTokenView, { status: 201 })
  @ApiProblems(400, 401, 403)
  create(
    @CurrentOwner() ownerId: OwnerId,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { name, expiresAt = null }: NewOwnTokenBody,
  ): Promise<NewTokenView> {
    return this.tokens.create({ name, audience: 'user', ownerId, expiresAt }, { actor, requestId });
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Revokes a token at once and for good; idempotent',
    description:
      'Tokens that were made with it, and with those, are revoked with it; their live streams end within a second. A program that replaces its token, and revokes it with itself or with one made with it, ends this one alone.',
  })
  @ApiEnvelope(TokenView)
  @ApiProblems(400, 401, 403, 404)
  revoke(
    @CurrentOwner() ownerId: OwnerId,
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
  ): Promise<TokenView> {
    return this.tokens.revoke(id, { actor, requestId }, ownerId);
  }
}
