import {
  type CalendarDay,
  type GateAnswer,
  type GateQuestion,
  type GateStore,
  SETTINGS_STORE,
} from '@relance/campaigns-domain';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Document } from 'mongodb';
import { type Connection, Types } from 'mongoose';
import { toCampaign } from '../campaigns/campaign.codec.ts';
import { CAMPAIGNS, type CampaignDocument } from '../campaigns/campaign.schema.ts';
import { byPriorityThenAge, running } from '../campaigns/campaign.work.ts';
import { toContact } from '../contacts/contact.codec.ts';
import { type ContactDocument, CONTACTS } from '../contacts/contact.schema.ts';
import { SuppressionList } from '../contacts/suppression.ts';
import { naming, OPT_OUTS, type OptOutDocument } from '../opt-outs/opt-out.schema.ts';
import {
  SENDER_DAYS,
  SENDER_STATES,
  senderDayId,
  type SenderDayDocument,
  type SenderStateDocument,
  toSenderDay,
  toSenderState,
} from '../senders/sender.schemas.ts';
import { MongoSettingsStore, RELANCE_CONFIGS, type SettingsDocument } from '../settings/settings.store.ts';

/** A document and the part of the question that it answers. */
type Row =
  | { readonly of: 'settings'; readonly found: SettingsDocument }
  | { readonly of: 'state'; readonly found: SenderStateDocument }
  | { readonly of: 'campaign'; readonly found: CampaignDocument }
  | { readonly of: 'day'; readonly found: SenderDayDocument }
  | { readonly of: 'contact'; readonly found: ContactDocument }
  | { readonly of: 'optOut'; readonly found: OptedOut };
type OptedOut = Pick<OptOutDocument, '_id' | 'keys'>;

type Asked = {
  readonly question: GateQuestion;
  readonly resolve: (answer: GateAnswer) => void;
  readonly reject: (error: unknown) => void;
};

/** Senders in one command. */
const SENDERS_MAX = 16;

/**
 * The gates' question as one command: the answers of several collections in a row, each found by an index of its own. Senders who ask
 * at the same moment (whose intents share a transaction) share it. It is sent after they asked: nothing is answered from before.
 */
@Injectable()
export class MongoGateStore implements GateStore {
  private readonly suppressions: SuppressionList;
  private waiting: Asked[] = [];

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(SETTINGS_STORE) private readonly settings: MongoSettingsStore,
  ) {
    this.suppressions = new SuppressionList(connection);
  }

  read(question: GateQuestion): Promise<GateAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (this.waiting.length === 1) queueMicrotask(() => this.askWaiting());
    });
  }

  private askWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (let from = 0; from < waiting.length; from += SENDERS_MAX)
      void this.answer(waiting.slice(from, from + SENDERS_MAX));
  }

  /** Never rejects: each asker is told. */
  private async answer(asked: readonly Asked[]): Promise<void> {
    try {
      const hashes = await this.hashesOf(asked.flatMap(({ question }) => question.people));
      const rows = await this.rowsOf(
        asked.map(({ question }) => question),
        hashes,
      );
      await Promise.all(
        // What one sender's documents are like does not concern another.
        asked.map(({ question, resolve, reject }) => this.answerOf(question, rows, hashes).then(resolve, reject)),
      );
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  /** Who was erased after a STOP is known by the hash of their address. */
  private async hashesOf(people: GateQuestion['people']): Promise<ReadonlyMap<string, string>> {
    const keys = [...new Set(people.flatMap((person) => person.keys))];
    if (keys.length === 0) return new Map();
    const hashes = await this.suppressions.hashes(keys);
    return new Map(keys.map((key, index) => [key, hashes[index] ?? '']));
  }

  private async rowsOf(
    questions: readonly GateQuestion[],
    hashes: ReadonlyMap<string, string>,
  ): Promise<readonly Row[]> {
    const owners = { $in: [...new Set<string>(questions.map(({ ownerId }) => ownerId))] };
    const days = questions.flatMap(({ ownerId, days: ofOwner }) => ofOwner.map((day) => senderDayId(ownerId, day)));
    const people = questions.flatMap((question) => question.people);
    const contacts = people.map(({ contactId }) => new Types.ObjectId(contactId));
    return this.connection
      .collection<SettingsDocument>(RELANCE_CONFIGS)
      .aggregate<Row>([
        { $match: { _id: owners } },
        tagged('settings'),
        part('state', SENDER_STATES, { _id: owners }),
        part('campaign', CAMPAIGNS, { ownerId: owners, status: { $in: running } }),
        part('day', SENDER_DAYS, { _id: { $in: days } }),
        ...(people.length > 0
          ? [
              part('contact', CONTACTS, { _id: { $in: contacts }, ownerId: owners }),
              part('optOut', OPT_OUTS, naming([...hashes.keys(), ...hashes.values()]), { keys: 1 }),
            ]
          : []),
      ])
      .toArray();
  }

  private async answerOf(
    { ownerId, people }: GateQuestion,
    rows: readonly Row[],
    hashes: ReadonlyMap<string, string>,
  ): Promise<GateAnswer> {
    const settings = rows.find((row) => row.of === 'settings' && row.found._id === ownerId);
    const state = rows.find((row) => row.of === 'state' && row.found._id === ownerId);
    const byDay = new Map(rows.flatMap((row) => (row.of === 'day' ? [[row.found._id, row.found] as const] : [])));
    const contacts = new Map(
      rows.flatMap((row) =>
        row.of === 'contact' && row.found.ownerId === ownerId
          ? [[row.found._id.toHexString(), row.found] as const]
          : [],
      ),
    );
    const optedOut = new Set(
      rows.flatMap((row) => (row.of === 'optOut' ? [row.found._id, ...(row.found.keys ?? [])] : [])),
    );
    return {
      settings: await this.settings.settingsOf(ownerId, settings?.of === 'settings' ? settings.found : null),
      state: toSenderState(ownerId, state?.of === 'state' ? state.found : null),
      running: rows
        .flatMap((row) => (row.of === 'campaign' && row.found.ownerId === ownerId ? toCampaign(row.found) : []))
        .sort(byPriorityThenAge),
      dayOf: (day: CalendarDay) => toSenderDay(byDay.get(senderDayId(ownerId, day))),
      people: people.map(({ contactId, keys }) => {
        const found = contacts.get(contactId);
        const isOptedOut = keys.some((key) => optedOut.has(key) || optedOut.has(hashes.get(key) ?? ''));
        return { contact: found ? toContact(found) : null, isOptedOut };
      }),
    };
  }
}

const tagged = (of: Row['of']): Document => ({ $project: { _id: 0, of: { $literal: of }, found: '$$ROOT' } });

const part = (of: Row['of'], coll: string, filter: Document, fields?: Document): Document => ({
  $unionWith: { coll, pipeline: [{ $match: filter }, ...(fields ? [{ $project: fields }] : []), tagged(of)] },
});
