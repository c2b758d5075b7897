/** What a new installation is led through. */
export const firstSteps = {
  'firstSteps.title': 'First steps',
  'firstSteps.what': 'Five steps to the first message. Each can be left and comes back.',
  'firstSteps.own': 'Send from your own phone',
  'firstSteps.ownWhat': 'Makes an owner for you, then link, contacts, messages, campaign.',
  'firstSteps.invite': 'Invite somebody who sends',
  'firstSteps.link': 'Link a phone',
  'firstSteps.contacts': 'Bring in contacts',
  'firstSteps.messages': 'Write messages',
  'firstSteps.campaign': 'Start a campaign',
  'firstSteps.done': 'Done',
  'firstSteps.todo': 'To do',
} as const;
