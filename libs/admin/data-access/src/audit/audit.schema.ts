import { type AuditEntry } from '@relance/platform';
import { Schema, type Types } from 'mongoose';

/** A line of the audit log: written once, never changed. */
export type AuditDocument = {
  _id: Types.ObjectId;
  at: Date;
  actor: { id: string; email: string | null; role: string };
  action: string;
  entity: { type: string; id: string; name: string | null };
  ownerId: string | null;
  onBehalfOf?: string | null;
  reason: string | null;
  before: NonNullable<AuditEntry['before']> | null;
  after: NonNullable<AuditEntry['after']> | null;
  requestId: string | null;
};

export const AUDIT_MODEL = 'AuditLine';
const subdocument = { _id: false } as const;
export const auditSchema = new Schema<AuditDocument>(
  {
    at: { type: Date, required: true },
    actor: new Schema(
      {
        id: { type: String, required: true },
        email: { type: String, default: null },
        role: { type: String, required: true },
      },
      subdocument,
    ),
    action: { type: String, required: true },
    entity: new Schema(
      {
        type: { type: String, required: true },
        id: { type: String, required: true },
        name: { type: String, default: null },
      },
      subdocument,
    ),
    ownerId: { type: String, default: null },
    onBehalfOf: { type: String, default: null },
    reason: { type: String, default: null },
    before: { type: Schema.Types.Mixed, default: null },
    after: { type: Schema.Types.Mixed, default: null },
    requestId: { type: String, default: null },
  },
  { collection: 'audit_log', minimize: false, versionKey: false },
);
/** What was done to this campaign or session, newest first? */
auditSchema.index({ 'entity.type': 1, 'entity.id': 1, _id: -1 }, { name: 'of_entity' });
/** What happened to this owner's things, newest first? */
auditSchema.index({ ownerId: 1, _id: -1 }, { name: 'of_owner' });
/** What did this person do, newest first? */
auditSchema.index({ 'actor.id': 1, _id: -1 }, { name: 'of_actor' });
/** Who paused something, newest first? */
auditSchema.index({ action: 1, _id: -1 }, { name: 'of_action' });
