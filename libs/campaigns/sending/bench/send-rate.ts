/**
 * How many messages one sender sends in a second when nothing paces it: claim, gates, intent and results on the database that
 * is there, WhatsApp answering at once. Prints one line of JSON; no figure without the check that every message left once and
 * the counters equal a recount. Arguments: number of messages (default 500), milliseconds that WhatsApp takes (default 0).
 */
import 'reflect-metadata';
import { draftCampaign, nothingKnownOfWhatsApp } from '@relance/campaigns-domain';
import {
  CAMPAIGN_STORE,
  type CampaignStore,
  CONTACT_STORE,
  type ContactStore,
  SETTINGS_STORE,
  type SettingsStore,
  TARGET_STORE,
  type TargetStore,
} from '@relance/campaigns-domain';
import { setTimeout as pause } from 'node:timers/promises';
import { anOwner, startEngineTestEnv } from '@relance/campaigns-testing';

const messages = Number(process.argv[2] ?? 500);
const ackMs = Number(process.argv[3] ?? 0);
const SLICE = 500;

const env = await startEngineTestEnv({ flushMs: 200, tickMs: 1000 });
const owner = anOwner();
const now = env.clock.now();
const { app } = env;
await app.get<SettingsStore>(SETTINGS_STORE).save(
  owner,
  {
    maxMessagesPerDay: messages,
    coldContactsPerDay: messages,
    warmUp: [],
    sendWindows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }],
  },
  now,
);
const campaign = await app.get<CampaignStore>(CAMPAIGN_STORE).create(
  draftCampaign(owner, {
    name: 'Bench',
    status: 'active',
    maxMessagesPerDay: messages,
    startedAt: now,
    customMessages: [{ dayNumber: 1, messageTemplate: { fr: 'Bonjour {{name}}', en: null }, mediaIds: [] }],
  }),
  now,
);
for (let from = 0; from < messages; from += SLICE) {
  const rows = Array.from({ length: Math.min(SLICE, messages - from) }, (_, index) => ({
    phone: `+2376${String(from + index).padStart(8, '0')}`,
    isPhoneValid: true,
    countryOfPhone: 'CM',
    name: `Person ${from + index}`,
  }));
  const contacts = app.get<ContactStore>(CONTACT_STORE);
  const options = { upsert: false, tagsMode: 'replace', restoreArchived: false } as const;
  const saved = await contacts.saveRows(owner, rows, options, now);
  // Already known to be on WhatsApp: asking is no part of sending.
  const known = await contacts.findMany(
    saved.map(({ id }) => id),
    { ownerId: owner },
  );
  await Promise.all(
    known.map((contact) =>
      contacts.saveWhatsAppKnowledge(contact, {
        ...nothingKnownOfWhatsApp,
        onWhatsApp: 'yes',
        onWhatsAppCheckedAt: now,
        waPhone: contact.phone,
      }),
    ),
  );
  const people = saved.map(({ id }, index) => ({
    contactId: id,
    phone: rows[index]?.phone ?? '',
    waPhone: null,
    lid: null,
    language: 'fr' as const,
  }));
  await app.get<TargetStore>(TARGET_STORE).enrol({ campaignId: campaign.id, ownerId: owner, people, at: now });
}
env.messenger.script = async () => {
  if (ackMs > 0) await pause(ackMs);
  return { kind: 'accepted', at: new Date() };
};

const startedAt = performance.now();
await env.messenger.link(owner);
while (env.messenger.sent.length < messages) {
  if (performance.now() - startedAt > 300_000)
    throw new Error(`only ${env.messenger.sent.length} left in five minutes`);
  await pause(20);
}
const seconds = (performance.now() - startedAt) / 1000;
await pause(50);
await env.settled();
const differences = await env.differences();
const isOnce = new Set(env.messenger.sent.map(({ phone }) => phone)).size === env.messenger.sent.length;
const stored = (await env.campaign(campaign.id)).messages.sent;
if (differences.length > 0 || !isOnce || stored !== messages) {
  throw new Error(`not correct: ${JSON.stringify({ differences, isOnce, stored })}`);
}
process.stdout.write(
  `${JSON.stringify({ bench: 'send-rate', messages, ackMs, seconds, perSecond: messages / seconds })}\n`,
);
await env.close();
process.exit(0);
