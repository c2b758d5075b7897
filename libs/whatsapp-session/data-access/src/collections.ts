import { type OwnerId } from '@relance/kernel';
import {
  type CloseRecord,
  type DurableEffect,
  type ConnectionLoss,
  type Session,
  type SessionCommand,
} from '@relance/whatsapp-session-domain';
import { type mongo, Schema } from 'mongoose';

/** Names of the collections, as every tool and test knows them. */
export const SESSIONS = 'whatsapp_sessions';
export const SESSION_EVENTS = 'whatsapp_session_events';
export const CREDENTIALS = 'whatsapp_credentials';
export const SIGNAL_KEYS = 'whatsapp_signal_keys';
export const OUTGOING = 'whatsapp_outgoing';
export const INBOUND = 'whatsapp_inbound_journal';
export const CONNECTION_LOSSES = 'whatsapp_fleet_losses';
export const FLEET = 'whatsapp_fleet';

/** Losses are looked at for a minute. */
const LOSSES_KEPT_SECONDS = 10 * 60;

/** Payloads for recipients that could not decrypt are asked for within days; then they are of no use. */
export const OUTGOING_KEPT_SECONDS = 14 * 24 * 60 * 60;

/** What nobody handled within a month is nobody's word any more. */
export const INBOUND_KEPT_SECONDS = 30 * 24 * 60 * 60;

export type LeaseDocument = { readonly holder: string | null; readonly token: number; readonly until: Date };
/** A command with the time it was left at, so that a forgotten one is not executed hours later. */
export type CommandDocument = SessionCommand & { readonly at: Date };

export type SessionDocument = Session & {
  readonly _id: mongo.ObjectId;
  readonly lease: LeaseDocument | null;
  readonly offer: { readonly sealed: string; readonly expiresAt: Date } | null;
  readonly commands: readonly CommandDocument[];
  readonly pendingEffects?: readonly DurableEffect[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
/** `hour` is the beginning of the hour (UTC) of `at`, so that failures can be counted by it. */
export type SessionEventDocument = CloseRecord & {
  readonly _id: mongo.ObjectId;
  readonly ownerId: OwnerId;
  readonly hour: Date;
};

export type CredentialDocument = {
  /** The owner's id. */
  readonly _id: string;
  /** Master key that wraps the data key. */
  readonly keyId: string;
  readonly wrappedKey: mongo.Binary;
  readonly creds: mongo.Binary | null;
  readonly registered: boolean;
  /** Lease token of the only process that may write. */
  readonly fence: number;
  readonly keyWrites: number;
  readonly updatedAt: Date;
};
/** `_id`: owner and blinded name. */
export type SignalKeyDocument = {
  readonly _id: string;
  readonly ownerId: string;
  readonly type: string;
  readonly value: mongo.Binary;
};
/** `_id`: owner and attempt, so that a loss is noted once. */
export type ConnectionLossDocument = ConnectionLoss & { readonly _id: string };
/** The one document that says until when the outage detector holds, and since when strikes do not count. */
export type OutageDocument = {
  readonly _id: string;
  readonly since: Date;
  readonly until: Date;
  readonly wasHolding: boolean;
};
export type OutgoingDocument = {
  readonly _id: string;
  readonly ownerId: string;
  readonly value: mongo.Binary;
  readonly at: Date;
  /** WhatsApp has acknowledged it. */
  readonly accepted?: boolean;
};

/** Of what is kept of a message that was sent. */
export const outgoingId = (ownerId: string, messageId: string): string => `${ownerId}:${messageId}`;

/** `_id`: owner and blinded name. An inbound message that is not handled yet. */
export type InboundDocument = {
  readonly _id: string;
  readonly ownerId: string;
  readonly value: mongo.Binary;
  readonly at: Date;
};

const options = (collection: string) => ({ collection, strict: false, versionKey: false as const, autoCreate: true });

/** Documents are written by conditional updates of the driver; schemas carry the indexes and the collections' birth. */
export const sessionSchema = new Schema({ ownerId: String, state: String, strikes: Number }, options(SESSIONS))
  // Whose session is it: every read by owner; one session an owner.
  .index({ ownerId: 1 }, { unique: true })
  // Which supervised sessions does nobody hold: boot and take-over.
  .index({ state: 1, 'lease.until': 1 })
  // Which do I hold: renewal every ten seconds.
  .index({ 'lease.holder': 1 })
  // Effects that a process left undone: hardly ever one.
  .index({ 'pendingEffects.type': 1 }, { partialFilterExpression: { 'pendingEffects.type': { $type: 'string' } } })
  // A number is linked by one owner only.
  .index({ linkedNumberKey: 1 }, { unique: true, partialFilterExpression: { linkedNumberKey: { $type: 'string' } } })
  // The console's list of sessions with failures.
  .index({ strikes: -1, createdAt: -1 })
  // Expired sessions whose credentials are to be deleted: hardly ever one.
  .index({ credentialGraceUntil: 1 }, { partialFilterExpression: { credentialGraceUntil: { $type: 'date' } } });

export const sessionEventSchema = new Schema({ ownerId: String, generation: Number, at: Date }, options(SESSION_EVENTS))
  // An attempt ends once: two processes cannot both write its close.
  .index({ ownerId: 1, generation: 1 }, { unique: true })
  // The owner's timeline, newest first.
  .index({ ownerId: 1, at: -1, _id: -1 })
  // Failures per hour.
  .index({ at: 1 });

export const credentialSchema = new Schema({ _id: String, keyId: String }, options(CREDENTIALS))
  // Which data keys does an old master key still wrap: rotation and the check at start.
  .index({ keyId: 1 });

export const signalKeySchema = new Schema({ _id: String, ownerId: String }, options(SIGNAL_KEYS))
  // Everything of an owner, to delete it.
  .index({ ownerId: 1 });

export const outgoingSchema = new Schema({ _id: String, ownerId: String, at: Date }, options(OUTGOING))
  .index({ ownerId: 1 })
  .index({ at: 1 }, { expireAfterSeconds: OUTGOING_KEPT_SECONDS });

export const inboundSchema = new Schema({ _id: String, ownerId: String, at: Date }, options(INBOUND))
  // What is still to be handled of an owner, oldest first.
  .index({ ownerId: 1, at: 1 })
  .index({ at: 1 }, { expireAfterSeconds: INBOUND_KEPT_SECONDS });

export const connectionLossSchema = new Schema({ _id: String, at: Date }, options(CONNECTION_LOSSES)).index(
  { at: 1 },
  { expireAfterSeconds: LOSSES_KEPT_SECONDS },
);

export const outageSchema = new Schema({ _id: String }, options(FLEET));
