/** What a new installation is led through. */
export const firstSteps = {
  'firstSteps.title': 'First steps',
  'firstSteps.own': 'Send from your own phone',
  'firstSteps.ownWhat':
    'You become an owner yourself: link a phone, import contacts, write the messages, start a campaign.',
  'firstSteps.invite': 'Invite someone who sends',
} as const;
