import {
  type CalendarDay,
  type GateAnswer,
  type GatePerson,
  type GateQuestion,
  type GateStore,
  SETTINGS_STORE,
} from '@relance/campaigns-domain';
import { type OwnerId } from '@relance/kernel';
import { Batched } from '@relance/platform';
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

type Person = { readonly ownerId: OwnerId } & GateQuestion['people'][number];

/** Senders in one command. */
const SENDERS_MAX = 16;
/** People in one command. */
const PEOPLE_MAX = 100;

/**
 * The gates' question as one command: the answers of several collections in a row, each found by an index of its own. Senders who ask
 * at the same moment (whose intents share a transaction) share it. It is sent after they asked: nothing is answered from before.
 */
@Injectable()
export class MongoGateStore implements GateStore {
  private readonly suppressions: SuppressionList;
  private readonly questions = new Batched((asked: readonly GateQuestion[]) => this.answers(asked), {
    max: SENDERS_MAX,
  });
  private readonly persons = new Batched((asked: readonly Person[]) => this.find(asked), { max: PEOPLE_MAX });

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(SETTINGS_STORE) private readonly settings: MongoSettingsStore,
  ) {
    this.suppressions = new SuppressionList(connection);
  }

  read(question: GateQuestion, options?: { readonly soon?: boolean }): Promise<GateAnswer> {
    return this.questions.ask(question, options);
  }

  findPerson(ownerId: OwnerId, person: GateQuestion['people'][number]): Promise<GatePerson> {
    return this.persons.ask({ ownerId, ...person });
  }

  private async answers(questions: readonly GateQuestion[]): Promise<readonly Promise<GateAnswer>[]> {
    const hashes = await this.hashesOf(questions.flatMap(({ people }) => people));
    const rows = await this.rowsOf(questions, hashes);
    // What one sender's documents are like does not concern another.
    return questions.map((question) => this.answerOf(question, rows, hashes));
  }

  private async find(persons: readonly Person[]): Promise<readonly GatePerson[]> {
    const hashes = await this.hashesOf(persons);
    const rows = await this.connection
      .collection<ContactDocument>(CONTACTS)
      .aggregate<Row>([
        {
          $match: {
            _id: { $in: persons.map(({ contactId }) => new Types.ObjectId(contactId)) },
            ownerId: { $in: [...new Set<string>(persons.map(({ ownerId }) => ownerId))] },
          },
        },
        tagged('contact'),
        part('optOut', OPT_OUTS, naming([...hashes.keys(), ...hashes.values()]), { keys: 1 }),
      ])
      .toArray();
    const answerOf = peopleIn(rows, hashes);
    return persons.map(({ ownerId, ...person }) => answerOf(ownerId, person));
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
    const personOf = peopleIn(rows, hashes);
    return {
      settings: await this.settings.settingsOf(ownerId, settings?.of === 'settings' ? settings.found : null),
      state: toSenderState(ownerId, state?.of === 'state' ? state.found : null),
      running: rows
        .flatMap((row) => (row.of === 'campaign' && row.found.ownerId === ownerId ? toCampaign(row.found) : []))
        .sort(byPriorityThenAge),
      dayOf: (day: CalendarDay) => toSenderDay(byDay.get(senderDayId(ownerId, day))),
      people: people.map((person) => personOf(ownerId, person)),
    };
  }
}

/** Answers about one person from the rows about many. */
function peopleIn(
  rows: readonly Row[],
  hashes: ReadonlyMap<string, string>,
): (ownerId: OwnerId, person: GateQuestion['people'][number]) => GatePerson {
  const contacts = new Map(
    rows.flatMap((row) => (row.of === 'contact' ? [[row.found._id.toHexString(), row.found] as const] : [])),
  );
  const optedOut = new Set(
    rows.flatMap((row) => (row.of === 'optOut' ? [row.found._id, ...(row.found.keys ?? [])] : [])),
  );
  return (ownerId, { contactId, keys }) => {
    const found = contacts.get(contactId);
    const isOptedOut = keys.some((key) => optedOut.has(key) || optedOut.has(hashes.get(key) ?? ''));
    return { contact: found?.ownerId === ownerId ? toContact(found) : null, isOptedOut };
  };
}

const tagged = (of: Row['of']): Document => ({ $project: { _id: 0, of: { $literal: of }, found: '$$ROOT' } });

const part = (of: Row['of'], coll: string, filter: Document, fields?: Document): Document => ({
  $unionWith: { coll, pipeline: [{ $match: filter }, ...(fields ? [{ $project: fields }] : []), tagged(of)] },
});
