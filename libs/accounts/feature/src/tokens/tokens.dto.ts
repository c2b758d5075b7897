import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ApiToken, type TokenAudience, tokenAudiences } from '@relance/accounts-domain';
import { IfGiven, IfSome, PageQuery, refusedAs, OwnerIdField } from '@relance/platform';
import { IsISO8601, IsIn, Matches } from 'class-validator';
import { NameField } from '../shared/fields.ts';

export class NewOwnTokenBody {
  @NameField(true, 'Import from our shop') name!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Left out or null: never. A token that is made with a token ends no later than that one (the answer says when) and is revoked with it.',
  })
  @IfSome()
  @Matches(/T.*(Z|[+-]\d{2}:?\d{2})$/, { message: 'must be a date and time, ISO 8601 with offset' })
  @IsISO8601({ strict: true }, { message: 'must be a date and time, ISO 8601 with offset' })
  expiresAt?: string | null;
}

export class NewTokenBody extends NewOwnTokenBody {
  @ApiProperty({ enum: tokenAudiences })
  @IsIn(tokenAudiences, refusedAs('NOT_ONE_OF', { values: tokenAudiences.join(', ') }))
  audience!: TokenAudience;

  @OwnerIdField('Audience user: the owner whose things the token is about.') ownerId?: string;
}

export class TokenListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: tokenAudiences })
  @IfGiven()
  @IsIn(tokenAudiences, refusedAs('NOT_ONE_OF', { values: tokenAudiences.join(', ') }))
  audience?: TokenAudience;

  @OwnerIdField('Tokens of this owner.') ownerId?: string;
}

/** A token for programs; the token itself is never shown again. */
export class TokenView {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: tokenAudiences }) audience!: TokenAudience;
  @ApiProperty({ type: String, nullable: true }) ownerId!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' })
  lastUsedAt!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt!: string | null;
}

export class NewTokenView extends TokenView {
  @ApiProperty({ description: 'The token itself, to be sent as bearer token; shown this once.', example: 'rlc_…' })
  token!: string;
}

export const toTokenView = (token: ApiToken): TokenView => ({
  id: token.id,
  name: token.name,
  audience: token.audience,
  ownerId: token.ownerId,
  expiresAt: token.expiresAt?.toISOString() ?? null,
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  createdAt: token.createdAt.toISOString(),
  revokedAt: token.revokedAt?.toISOString() ?? null,
});
