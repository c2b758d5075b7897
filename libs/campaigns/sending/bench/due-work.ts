import {
  CAMPAIGN_STORE,
  type CampaignStore,
  CONTACT_STORE,
  type ContactStore,
  draftCampaign,
  type Settings,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { type EngineTestEnv } from '@relance/campaigns-testing';
import { type CampaignId, type OwnerId } from '@relance/kernel';
import { getConnectionToken } from '@nestjs/mongoose';
import { type Connection } from 'mongoose';

/** Numbers of made-up people: `+2376` and eight digits, counted from here by those who use them. */
const FIRST_PHONE = 50_000_000;
const ATTEMPTS = 5;
const EVERY_HOUR: Settings['sendWindows'] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }];

/** People who are due at once. `first`: the number of the first one among all of the run, so that no two have one phone. */
export type DuePeople = { readonly count: number; readonly first: number };

/** Gives a sender open limits (beside `settings`) and a running campaign of one day whose people are all due. */
export async function giveDueWork(
  env: EngineTestEnv,
  owner: OwnerId,
  people: DuePeople,
  settings: Partial<Settings> = {},
): Promise<CampaignId> {
  const { app, clock } = env;
  const now = clock.now();
  const limits = { maxMessagesPerDay: 1_000, coldContactsPerDay: 1_000, warmUp: [], sendWindows: EVERY_HOUR };
  await app.get<SettingsStore>(SETTINGS_STORE).save(owner, { ...limits, ...settings }, now);
  const message = { dayNumber: 1, messageTemplate: { fr: 'Bonjour {{name}}', en: null }, mediaIds: [] };
  const limited = { maxMessagesPerDay: 1_000, startedAt: now, customMessages: [message] };
  // The clock that looks for campaigns without anybody left may end this one before its people are there: then there is another.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const campaign = await app
      .get<CampaignStore>(CAMPAIGN_STORE)
      .create(draftCampaign(owner, { name: 'Due work', status: 'active', ...limited }), now);
    if ((await enrolDuePeople(env, campaign, people)) === people.count) return campaign.id;
  }
  throw new Error('nobody could be enrolled');
}

/** More people of the same owner, and how many of them were taken in: due at once and known to be on WhatsApp: asking is no part of sending. */
export async function enrolDuePeople(
  { app, clock }: EngineTestEnv,
  { id: campaignId, ownerId }: { readonly id: CampaignId; readonly ownerId: OwnerId },
  { count, first }: DuePeople,
): Promise<number> {
  const now = clock.now();
  const rows = Array.from({ length: count }, (_, person) => ({
    phone: `+2376${FIRST_PHONE + first + person}`,
    isPhoneValid: true,
    countryOfPhone: 'CM',
    name: `Person ${person}`,
  }));
  const options = { upsert: false, tagsMode: 'replace', restoreArchived: false } as const;
  const saved = await app.get<ContactStore>(CONTACT_STORE).saveRows(ownerId, rows, options, now);
  await connectionOf(app)
    .collection('contacts')
    .updateMany({ ownerId, onWhatsApp: { $ne: 'yes' } }, [
      { $set: { onWhatsApp: 'yes', onWhatsAppCheckedAt: now, waPhone: '$phone' } },
    ]);
  const people = saved.map(({ id }, person) => ({
    contactId: id,
    phone: rows[person]?.phone ?? '',
    waPhone: null,
    lid: null,
    language: 'fr' as const,
  }));
  const { enrolled } = await app.get<TargetStore>(TARGET_STORE).enrol({ campaignId, ownerId, people, at: now });
  return enrolled;
}

/** The product's connection to the database of this test environment. */
export const connectionOf = (app: EngineTestEnv['app']): Connection => app.get<Connection>(getConnectionToken());

/** The same database server, another database. */
export const uriOf = (serverUri: string, name: string): string => {
  const uri = new URL(serverUri);
  uri.pathname = `/${name}`;
  return uri.href;
};
