import { type EventEmitter } from 'node:events';
import { type WASocket } from '@whiskeysockets/baileys';
import { type OwnerId } from '@relance/kernel';
import { type ConnectionListener, type OwnerCredentials } from '@relance/whatsapp-session-domain';
import { type OpenedAuth } from '../socket/auth-state.ts';
import { type InboundJournal } from '../receiving/inbound-journal.ts';
import { type AdapterLog } from '../options.ts';
import { type AccountCaches } from '../socket/socket-factory.ts';

/** What one connection is made of. */
export type ConnectionParts = {
  readonly ownerId: OwnerId;
  readonly socket: WASocket;
  readonly auth: OpenedAuth;
  readonly credentials: OwnerCredentials;
  readonly listener: ConnectionListener;
  readonly log: AdapterLog;
  readonly queryTimeoutMs: number;
  /** What outlives the socket. */
  readonly caches: AccountCaches;
  readonly journal: InboundJournal;
};

/** What the parts of a connection may know of it: how it stands, and where failures and unfinished work go. */
export interface ConnectionState {
  readonly parts: ConnectionParts;
  /** The raw emitter of stanzas; typed loosely by Baileys. */
  readonly wire: EventEmitter;
  readonly isOpen: boolean;
  readonly isEnded: boolean;
  /** Keys could not be stored: memory is ahead of the store. */
  readonly hasStorageFailed: boolean;
  /** E.164 of the linked account. */
  readonly ownPhone: string | null;
  /** Resolves when the handlers of the inbound messages that have arrived have ended, well or not. */
  inboundStored(): Promise<void>;
  /** Logs a failure by its name, with nothing of its content. */
  complain(error: unknown, event: string, sentence: string): void;
  /** Work that nobody waits for, except the end of the connection. */
  settleLater(work: Promise<unknown>): void;
}
