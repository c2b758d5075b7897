import { aSession } from './builders.ts';
import { onePage } from './server.ts';

export const template = (day: number) => ({
  day,
  source: 'installation',
  messageTemplate: { fr: `Bonjour jour ${day}`, en: null },
  mediaIds: [],
  active: true,
  updatedAt: null,
});
export const contact = {
  id: 'c'.repeat(24),
  phone: '+237690000012',
  name: 'Awa',
  email: null,
  country: 'CM',
  language: 'fr',
  tags: ['salon'],
  attributes: {},
  optedOut: true,
  convertedAt: null,
  archivedAt: null,
  onWhatsApp: 'yes',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const preview = {
  text: 'Bonjour Aïcha',
  language: 'fr',
  fallback: false,
  warnings: [{ problem: 'x', placeholder: '{name}' }],
  media: [],
  length: 13,
};
export const audience = {
  totalCount: 3,
  matched: 5,
  toEnrol: 3,
  excluded: { optedOut: 2, inLiveSequence: 0, invalidPhone: 0, notOnWhatsApp: 0, alreadyConverted: 0 },
  limit: 500,
  overLimit: false,
  samples: [],
};
/** What the API answers on an owner’s own pages (`user`), or on the same pages for staff. */
export const ownerRoutes = (role = 'user') => ({
  'GET /auth/me': () => ({ data: { user: { id: '1', email: 'a@example.org', role } } }),
  'GET /status': () => ({
    data: { ...aSession({ sessionState: 'none', linkedPhoneMasked: null, nextActions: ['connect'] }) },
  }),
  'GET /session/events': () => onePage('events', []),
  'GET /settings': () => ({ data: { sendWindows: [], maxMessagesPerDay: 50 } }),
  'GET /contacts': () => onePage('contacts', [contact]),
  'GET /campaigns': () => onePage('campaigns', []),
  'GET /targets/next': () => ({ data: { next: null } }),
  'GET /templates': () => ({ data: { templates: [1, 2, 3, 4, 5, 6, 7].map(template), variables: ['name', 'day'] } }),
  'GET /admin/templates': () => ({ data: { templates: [1, 2, 3, 4, 5, 6, 7].map(template), variables: ['name'] } }),
  'GET /media': () => onePage('media', []),
  'GET /admin/media': () => onePage('media', []),
  'GET /admin/sessions': () => onePage('sessions', []),
  'POST /templates/preview': () => ({ data: preview }),
  'POST /admin/templates/preview': () => ({ data: preview }),
  'POST /campaigns/preview': () => ({ data: audience }),
});
