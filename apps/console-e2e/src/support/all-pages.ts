type Addresses = Readonly<Record<string, string>>;

/** Every page of staff by a name for its picture; `campaign` is one of the owner `owner-pages`. */
export const pagesOfStaff = (campaign: string): Addresses => ({
  campaigns: '/relance/campaigns',
  'campaigns-none': '/relance/campaigns?q=nothing-starts-like-this',
  overview: `/relance/campaigns/${campaign}`,
  targets: `/relance/campaigns/${campaign}?tab=targets`,
  forecast: `/relance/campaigns/${campaign}?tab=forecast`,
  timeline: `/relance/campaigns/${campaign}?tab=timeline`,
  sessions: '/relance/sessions',
  session: '/relance/sessions/owner-pages',
  dashboard: '/relance/dashboard',
  owners: '/relance/owners',
  owner: '/relance/owners/owner-pages',
  'owner-campaigns': '/relance/owners/owner-pages?tab=campaigns',
  'owner-settings': '/relance/owners/owner-pages?tab=settings',
  audit: '/relance/audit',
  'opt-outs': '/relance/opt-outs',
  reports: '/relance/reports',
  installation: '/relance/settings/installation',
  users: '/relance/settings/users',
  tokens: '/relance/settings/tokens',
  webhooks: '/relance/settings/webhooks',
  profile: '/relance/settings/profile',
});

/** Every page of an owner, with a started campaign and a draft of theirs. */
export const pagesOfOwner = (campaign: string, draft: string): Addresses => {
  const step = (name: string) => `/relance/campaigns/new/${name}?id=${draft}`;
  return {
    home: '/relance/home',
    contacts: '/relance/contacts',
    'contacts-none': '/relance/contacts?q=nobody-is-called-this',
    import: '/relance/contacts/import',
    messages: '/relance/messages',
    'new-campaign': '/relance/campaigns/new',
    'step-who': step('who'),
    'step-what': step('what'),
    'step-when': step('when'),
    'step-check': step('check'),
    'own-campaigns': '/relance/campaigns',
    'own-campaign': `/relance/campaigns/${campaign}`,
    'own-messages': `/relance/campaigns/${campaign}?tab=messages`,
    'own-targets': `/relance/campaigns/${campaign}?tab=targets`,
    sending: '/relance/settings/sending',
    'own-settings': '/relance/settings',
  };
};
