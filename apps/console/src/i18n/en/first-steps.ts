/** What a new installation is led through. */
export const firstSteps = {
  'firstSteps.title': 'First steps',
  'firstSteps.own': 'Send from your own phone',
  'firstSteps.ownWhat':
    'You become an owner yourself: link a phone, import contacts, write the messages, start a campaign.',
  'firstSteps.invite': 'Invite someone who sends',
  'firstSteps.ownGoOn': 'Go on with your own phone',
  'firstSteps.ownBegun': 'You have begun to send from your own phone. The steps that are left are on your home page.',
  'guide.progress': '{done} of {total} done',
  'guide.later': 'Later',
  'guide.resume': 'Continue',
  'guide.next': 'Next: {title}.',
  'tour.title': 'A tour of the demo',
  'tour.where': 'Tour, {number} of {total}',
  'tour.finish': 'End the tour',
  'tour.over': 'That was the last stop. Everything here can be tried: the phones and the people are simulated.',
  'tour.next': 'Next: {title}',
  'tour.campaigns': 'Watch campaigns run',
  'tour.campaignsWhy':
    'Campaigns of three owners. A day lasts a few seconds, so the numbers move by themselves. Open one, or pause it.',
  'tour.campaignsDo': 'See the campaigns',
  'tour.owners': 'Look after phones',
  'tour.ownersWhy':
    'One phone is connected, one has failed twice and keeps its link, one was never linked. A click on a name tells why.',
  'tour.ownersDo': 'See the owners',
  'tour.contacts': 'Act for an owner: the contacts',
  'tour.contactsWhy':
    'You act for Marie-Claire Essomba now; these are the people she writes to. Import a file, or open one of them.',
  'tour.contactsDo': 'Act for Marie-Claire',
  'tour.messages': 'Read and write messages',
  'tour.messagesWhy': 'What each of the seven days says. Change one and see beside it what a person reads.',
  'tour.messagesDo': 'See the messages',
  'tour.campaign': 'Start a campaign',
  'tour.campaignWhy': 'Choose who, what and when. What you start here is sent to simulated people at once.',
  'tour.campaignDo': 'Make one',
} as const;
