import { type Settings } from '@relance/campaigns-domain';
import { type CampaignBody } from '@relance/campaigns-management';

type OwnerName = 'owner-linked' | 'owner-shaky' | 'owner-new';

/** The demo's three members: one linked, one whose phone keeps failing, one who has not linked yet. */
export const demoOwners: readonly {
  readonly id: OwnerName;
  readonly name: string;
  readonly email: string;
  readonly settings: Partial<Settings>;
}[] = [
  {
    id: 'owner-linked',
    name: 'Marie-Claire Essomba',
    email: 'marie-claire@example.org',
    settings: { timeZone: 'Africa/Douala', defaultCountry: 'CM' },
  },
  {
    id: 'owner-shaky',
    name: 'Étienne Lambert',
    email: 'etienne@example.org',
    settings: { timeZone: 'Europe/Paris', defaultCountry: 'FR' },
  },
  {
    id: 'owner-new',
    name: 'Ndèye Awa Sarr',
    email: 'ndeye-awa@example.org',
    settings: { timeZone: 'Africa/Dakar', defaultCountry: 'SN' },
  },
];

/** A campaign as its owner would have made it, and what was done with it afterwards. */
export type DemoAct = {
  readonly body: CampaignBody;
  readonly then: readonly ('start' | 'pause' | 'cancel')[];
};

const DAY_MS = 86_400_000;

/** Campaigns in every status that does not need a week to be reached. */
export function demoCampaigns(now: Date): Readonly<Record<OwnerName, readonly DemoAct[]>> {
  const inDays = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();
  return {
    'owner-linked': [
      {
        body: {
          name: 'Bienvenue aux nouveaux inscrits 🌱',
          description: 'Sept jours pour faire connaissance.',
          targetFilter: { language: 'fr', subscriptionStatus: 'non-subscribed' },
          customMessages: [
            {
              dayNumber: 1,
              messageTemplate: {
                fr: 'Bonjour {{name}}, ici Marie-Claire. Ravie de vous compter parmi nous ! Une question ?',
                en: 'Hello {{name}}, Marie-Claire here. So glad to have you with us! Any question?',
              },
            },
          ],
        },
        then: ['start'],
      },
      {
        body: {
          name: 'English-speaking members',
          targetFilter: { language: 'en', countries: ['NG', 'GH', 'KE', 'ZA'] },
          scheduledStartDate: inDays(3),
          maxMessagesPerDay: 20,
        },
        then: [],
      },
      {
        body: { name: 'Femmes de 25 à 40 ans', targetFilter: { gender: 'female', minAge: 25, maxAge: 40 } },
        then: [],
      },
      { body: { name: 'Essai', targetFilter: { countries: ['CM'] } }, then: ['cancel'] },
    ],
    'owner-shaky': [
      {
        body: { name: 'Printemps en Europe', targetFilter: { countries: ['FR', 'BE', 'CH', 'DE', 'ES'] } },
        then: ['start'],
      },
      {
        body: { name: 'Invités du salon', targetFilter: { tags: ['salon', 'vip'], countries: ['MA', 'DZ', 'TN'] } },
        then: ['start', 'pause'],
      },
    ],
    'owner-new': [
      { body: { name: 'Les gens de Dakar', targetFilter: { countries: ['SN'], tags: ['salon'] } }, then: ['start'] },
      { body: { name: 'Instagram 📸', targetFilter: { tags: ['instagram'] } }, then: [] },
    ],
  };
}
