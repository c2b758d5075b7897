import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type AuditLine, NotBefore, PageQuery } from '@relance/platform';
import { IsOptional, Matches } from 'class-validator';
import { IsCalendarDay } from '../calendar-days.ts';

const word = (max: number) => new RegExp(`^[A-Za-z0-9_.-]{1,${max}}$`);
const said = { message: 'must be letters, digits, ".", "_" or "-"' };

export class AuditQueryDto extends PageQuery {
  @ApiPropertyOptional({ example: 'campaign.pause', description: 'Only this action.' })
  @IsOptional()
  @Matches(word(64), said)
  action?: string;
  @ApiPropertyOptional({ description: 'Who did it.' }) @IsOptional() @Matches(word(64), said) actorId?: string;
  @ApiPropertyOptional({ description: 'Whose thing it was.' }) @IsOptional() @Matches(word(64), said) userId?: string;
  @ApiPropertyOptional({ example: 'campaign', description: 'Kind of the thing acted on.' })
  @IsOptional()
  @Matches(word(32), said)
  entityType?: string;
  @ApiPropertyOptional({ description: 'Id of the thing acted on.' })
  @IsOptional()
  @Matches(word(64), said)
  entityId?: string;
  @ApiPropertyOptional({ format: 'date', description: 'On this day (UTC) or later.' })
  @IsOptional()
  @IsCalendarDay()
  from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'Inclusive; not before `from`.' })
  @IsOptional()
  @IsCalendarDay()
  @NotBefore('from')
  to?: string;
}

export class AuditActorView {
  @ApiProperty() id!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of an owner: the name that is known now, or the address.',
  })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty() role!: string;
}

export class AuditOwnerView {
  @ApiProperty() id!: string;
}

export class AuditEntityView {
  @ApiProperty() type!: string;
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
}

const snapshot = { type: 'object', additionalProperties: true, nullable: true } as const;

export class AuditEntryView {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: AuditActorView }) actor!: AuditActorView;
  @ApiProperty({ type: AuditOwnerView, nullable: true, description: 'The owner for whom staff acted.' })
  onBehalfOf!: AuditOwnerView | null;
  @ApiProperty({ type: String, nullable: true, description: 'Their name that is known now, or the address.' })
  onBehalfOfName!: string | null;
  @ApiProperty({ example: 'campaign.pause' }) action!: string;
  @ApiProperty({ type: AuditEntityView }) entity!: AuditEntityView;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty(snapshot) before!: Readonly<Record<string, unknown>> | null;
  @ApiProperty(snapshot) after!: Readonly<Record<string, unknown>> | null;
  @ApiProperty({ type: String, nullable: true }) requestId!: string | null;
}

/** Whose names a line needs beside what it says itself: its actor's, the owner's for whom it was done or whose thing it was. */
export const ownersOfLine = ({ actor, onBehalfOf, ownerId }: AuditLine): string[] =>
  [actor.id, onBehalfOf, ownerId].filter((id) => id !== null);

/** @param nameOf the name of an owner; null for who is none, or has none */
export const toAuditEntry = (line: AuditLine, nameOf: (ownerId: string) => string | null): AuditEntryView => {
  const { id, at, actor, onBehalfOf, action, entity, reason, before, after, requestId } = line;
  // a session or the settings of an owner have the owner's id, and no name of their own
  const isOwners = entity.id === line.ownerId;
  return {
    id,
    at: at.toISOString(),
    actor: { id: actor.id, name: nameOf(actor.id), email: actor.email, role: actor.role },
    onBehalfOf: onBehalfOf === null ? null : { id: onBehalfOf },
    onBehalfOfName: onBehalfOf === null ? null : nameOf(onBehalfOf),
    action,
    entity: { type: entity.type, id: entity.id, name: entity.name ?? (isOwners ? nameOf(entity.id) : null) },
    reason,
    before,
    after,
    requestId,
  };
};
