import { listOwner } from '@relance/platform';
import { type Document } from 'mongodb';
import { type Connection } from 'mongoose';
import { campaignSchemas } from '../../campaign.providers.ts';
import { CAMPAIGNS, type CampaignDocument } from '../../campaigns/campaign.schema.ts';
import { CAMPAIGN_MATRIX } from '../../campaigns/status-counts.ts';
import { CONTACT_COUNTS } from '../../contacts/contact-counts.ts';
import { CONTACTS } from '../../contacts/contact.schema.ts';
import { noteNothingToUpgrade } from '../../contacts/upgrade-contacts.ts';
import { DELIVERIES } from '../../deliveries/delivery.schema.ts';
import { OPT_OUTS } from '../../opt-outs/opt-out.schema.ts';
import { sendingSchemas } from '../../sending.providers.ts';
import { SENDER_DAYS } from '../../senders/sender.schemas.ts';
import { RELANCE_CONFIGS } from '../../settings/settings.store.ts';
import { STATS_HOURLY } from '../../statistics/hourly.ts';
import { cellsOf, COUNTED_CAMPAIGNS, storeSums } from '../../statistics/totals.ts';
import { TARGETS } from '../../targets/target.schema.ts';
import { BulkInserter } from './bulk-inserter.ts';
import { type OwnerSeed, OwnerSeeder } from './owner-seed.ts';
import { SeedIds } from './seed-ids.ts';
import { type SeedOptions, sharesOf } from './seed-plan.ts';
import { SeedDays, SeedHours } from './seed-tables.ts';

const OWNERS = 'owners';
const AUDIT_LOG = 'audit_log';
const ZONE = 'Africa/Douala';
/** Owners named at once. */
const NAMED_TOGETHER = 50;

/** Documents written, by collection. */
export type SeedReport = Readonly<Record<string, number>>;

/** A database that holds campaigns is not seeded: its counters would be overwritten. */
export class NotEmptyError extends Error {}

/**
 * Fills a database that has no campaigns yet with owners, contacts, campaigns, targets and deliveries, and everything that is
 * counted of them, through bulk writes. Nobody's phone is linked, so nothing of it is ever sent. Indexes are the product's
 * own and are built first.
 * @param onOwner told after each owner how many are done
 * @throws NotEmptyError when the database holds campaigns
 */
export async function seedDatabase(
  connection: Connection,
  options: SeedOptions,
  onOwner: (done: number) => void = () => undefined,
): Promise<SeedReport> {
  if (await connection.collection(CAMPAIGNS).findOne({}, { projection: { _id: 1 } }))
    throw new NotEmptyError('This database holds campaigns already; only one without campaigns is seeded.');
  const hadContacts = (await connection.collection(CONTACTS).findOne({}, { projection: { _id: 1 } })) !== null;
  const shares = sharesOf(options);
  for (const { name, schema } of [...campaignSchemas, ...sendingSchemas]) {
    const model = connection.models[name] ?? connection.model(name, schema);
    await model.createIndexes();
  }
  const [ids, hours, all, days] = [new SeedIds(options.seed), new SeedHours(), new SeedHours(), new SeedDays()];
  const seeder = new OwnerSeeder(options, ids, hours, days);
  const inserter = new BulkInserter(connection);
  const sums: Record<string, number> = {};
  for (const share of shares) {
    const owner = seeder.build(share);
    await writeOwner(inserter, owner, { now: options.now, ids });
    await inserter.add(STATS_HOURLY, hours.takeCampaigns(all));
    await inserter.add(SENDER_DAYS, days.take());
    for (const campaign of owner.campaigns) countCampaign(sums, campaign);
    onOwner(share.index + 1);
  }
  await inserter.add(STATS_HOURLY, all.takeAll());
  await inserter.flush();
  await nameOwners(connection, shares.length, options.now);
  if (!hadContacts) await noteNothingToUpgrade(connection);
  // The totals come last: a seeding that was cut off has none, and the product counts for itself.
  await storeSums(connection, sums);
  return inserter.report();
}

async function writeOwner(
  inserter: BulkInserter,
  owner: OwnerSeed,
  { now, ids }: { now: Date; ids: SeedIds },
): Promise<void> {
  const { id, contacts, campaigns, targets, deliveries, optOuts } = owner;
  const archived = contacts.filter(({ archivedAt }) => archivedAt !== null).length;
  const number = Number(id.slice(id.lastIndexOf('-') + 1));
  const seen = { firstSeenAt: firstSeen(now, number), seenAt: new Date(now.getTime() - number * 60_000) };
  await inserter.add(OWNERS, [{ _id: id, name: nameOf(number), email: `${id}@example.org`, isMember: true, ...seen }]);
  await inserter.add(RELANCE_CONFIGS, [{ _id: id, timeZone: ZONE, createdAt: now, updatedAt: now }]);
  await inserter.add(CONTACTS, contacts);
  await inserter.add(CONTACT_COUNTS, [{ _id: id, active: contacts.length - archived, archived }]);
  await inserter.add(CAMPAIGNS, campaigns);
  await inserter.add(
    COUNTED_CAMPAIGNS,
    campaigns
      .filter(({ statsRev }) => statsRev > 0)
      .map(({ _id, status, type, rev, statsRev, counts, messages, dayFunnel, perDay }) => ({
        _id,
        status,
        type,
        rev,
        statsRev,
        counts,
        messages,
        dayFunnel,
        perDay,
      })),
  );
  await inserter.add(TARGETS, targets);
  await inserter.add(DELIVERIES, deliveries);
  await inserter.add(
    OPT_OUTS,
    optOuts.map(({ phone, at }) => {
      const told = { source: 'reply', ownerId: id, evidence: null, at, confirmation: 'none' };
      return { _id: phone, keys: [phone], id: ids.at(at).toHexString(), ...told };
    }),
  );
  await inserter.add(
    AUDIT_LOG,
    campaigns.flatMap((campaign) => auditOf(campaign, ids)),
  );
}

/** Who made and who started it. */
function auditOf({ _id, ownerId, name, status, createdAt, startedAt }: CampaignDocument, ids: SeedIds): Document[] {
  const line = (action: string, at: Date, after: Document) => ({
    _id: ids.at(at),
    at,
    actor: { id: ownerId, email: `${ownerId}@example.org`, role: 'user' },
    action,
    entity: { type: 'campaign', id: _id.toHexString(), name },
    ownerId,
    reason: null,
    before: null,
    after,
    requestId: null,
  });
  const created = line('campaign.create', createdAt, { status: 'draft' });
  return startedAt ? [created, line('campaign.start', startedAt, { status })] : [created];
}

function countCampaign(sums: Record<string, number>, campaign: CampaignDocument): void {
  const share = { ...cellsOf(campaign), [`${CAMPAIGN_MATRIX}|cells.${campaign.status}.${campaign.type}`]: 1 };
  for (const [cell, amount] of Object.entries(share)) sums[cell] = (sums[cell] ?? 0) + amount;
}

const nameOf = (number: number): string => `Seeded owner ${number}`;
const firstSeen = (now: Date, number: number): Date => new Date(now.getTime() - (400 - (number % 300)) * 86_400_000);

/** The list of owners is written by the library that keeps it. */
async function nameOwners(connection: Connection, owners: number, now: Date): Promise<void> {
  for (let from = 1; from <= owners; from += NAMED_TOGETHER) {
    const numbers = Array.from({ length: Math.min(NAMED_TOGETHER, owners - from + 1) }, (_, at) => from + at);
    await Promise.all(
      numbers.map((number) => {
        const id = `seed-owner-${String(number).padStart(5, '0')}`;
        const facts = { id, name: nameOf(number), email: `${id}@example.org`, isMember: true };
        return listOwner(connection, { ...facts, since: firstSeen(now, number) });
      }),
    );
  }
}
