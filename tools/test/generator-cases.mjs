// What tests run the generators of this workspace with.

/** Generator → its options, as a person would type them; a list where it has several forms. */
export const cases = {
  library: { directory: 'beacon', type: 'domain', scope: 'shared' },
  'console-page': { name: 'daily-notes', title: 'Daily notes', titleFr: 'Notes du jour', key: 'y' },
  transition: [
    { name: 'expire', from: 'draft,scheduled', to: 'cancelled', effect: 'tell-owner' },
    { machine: 'target', name: 'moved-abroad', from: 'active,unknown', to: 'exited' },
    { machine: 'session', name: 'rest', from: 'connected,retry_wait', to: 'disconnected', effect: 'tell-phone' },
  ],
  listing: { name: 'sent-mails', title: 'Sent mails', titleFr: 'Courriels envoyés', key: 'z' },
  'message-channel': { name: 'pager' },
  report: { name: 'replies-by-day', title: 'Replies by day', titleFr: 'Réponses par jour' },
  'webhook-event': {
    event: 'contact.imported',
    when: 'contacts were imported',
    whenFr: 'des contacts ont été importés',
  },
  'migration-free-field': {
    name: 'origin',
    schema: 'libs/admin/data-access/src/audit/audit.schema.ts',
    document: 'AuditDocument',
    type: 'string',
    before: 'console',
    meaning: 'From where it was asked.',
  },
  adr: { title: 'Sums are kept by the day' },
  endpoint: { name: 'daily-sums', summary: 'What was sent each day.' },
};
