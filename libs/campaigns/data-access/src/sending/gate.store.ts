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
import { naming, OPT_OUTS } from '../opt-outs/opt-out.schema.ts';
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
  | { readonly of: `optOut${number}`; readonly found: Document };

/** The gates' question as one command: the answers of several collections in a row, each found by an index of its own. */
@Injectable()
export class MongoGateStore implements GateStore {
  private readonly suppressions: SuppressionList;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(SETTINGS_STORE) private readonly settings: MongoSettingsStore,
  ) {
    this.suppressions = new SuppressionList(connection);
  }

  async read({ ownerId, days, people }: GateQuestion): Promise<GateAnswer> {
    const parts = [
      part('state', SENDER_STATES, { _id: ownerId }),
      part('campaign', CAMPAIGNS, { ownerId, status: { $in: running } }),
      part('day', SENDER_DAYS, { _id: { $in: days.map((day) => senderDayId(ownerId, day)) } }),
      ...(people.length > 0 ? await this.ofPeople(ownerId, people) : []),
    ];
    const rows = await this.connection
      .collection<SettingsDocument>(RELANCE_CONFIGS)
      .aggregate<Row>([{ $match: { _id: ownerId } }, tagged('settings'), ...parts])
      .toArray();
    const settings = rows.flatMap((row) => (row.of === 'settings' ? row.found : []));
    const states = rows.flatMap((row) => (row.of === 'state' ? row.found : []));
    const byDay = new Map(rows.flatMap((row) => (row.of === 'day' ? [[row.found._id, row.found] as const] : [])));
    const contacts = new Map(
      rows.flatMap((row) => (row.of === 'contact' ? [[row.found._id.toHexString(), row.found] as const] : [])),
    );
    const answered = new Set(rows.map(({ of }) => of));
    return {
      settings: await this.settings.settingsOf(ownerId, settings[0] ?? null),
      state: toSenderState(ownerId, states[0]),
      running: rows.flatMap((row) => (row.of === 'campaign' ? toCampaign(row.found) : [])).sort(byPriorityThenAge),
      dayOf: (day: CalendarDay) => toSenderDay(byDay.get(senderDayId(ownerId, day))),
      people: people.map(({ contactId }, index) => {
        const found = contacts.get(contactId);
        return { contact: found ? toContact(found) : null, isOptedOut: answered.has(`optOut${index}`) };
      }),
    };
  }

  /** Who was erased after a STOP is known by the hash of their address. */
  private async ofPeople(ownerId: string, people: GateQuestion['people']): Promise<readonly Document[]> {
    const hashes = await Promise.all(people.map(({ keys }) => this.suppressions.hashes(keys)));
    const ids = people.map(({ contactId }) => new Types.ObjectId(contactId));
    return [
      part('contact', CONTACTS, { _id: { $in: ids }, ownerId }),
      // One part each: whose opt-out it is must be known.
      ...people.map(({ keys }, index) =>
        part(`optOut${index}`, OPT_OUTS, naming([...keys, ...(hashes[index] ?? [])]), { _id: 1 }),
      ),
    ];
  }
}

const tagged = (of: Row['of']): Document => ({ $project: { _id: 0, of: { $literal: of }, found: '$$ROOT' } });

const part = (of: Row['of'], coll: string, filter: Document, fields?: Document): Document => ({
  $unionWith: { coll, pipeline: [{ $match: filter }, ...(fields ? [{ $project: fields }] : []), tagged(of)] },
});
