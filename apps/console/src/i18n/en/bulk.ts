/** Changes of many campaigns at once. */
export const bulk = {
  'bulk.all': 'Select all {count} that match',
  'bulk.allSelected': 'All {count} that match are selected',
  'bulk.count': 'The count',
  'bulk.counting': 'Counting what would change',
  'bulk.pause': { one: 'Pause {count} campaign?', other: 'Pause {count} campaigns?' },
  'bulk.resume': { one: 'Resume {count} campaign?', other: 'Resume {count} campaigns?' },
  'bulk.cancel': { one: 'Cancel {count} campaign for good?', other: 'Cancel {count} campaigns for good?' },
  'bulk.cancelShort': 'Cancel…',
  'bulk.among': 'Among them: {names}',
  'bulk.result': '{ok} changed, {failed} refused',
  'bulk.resultTitle': 'Result',
  'bulk.outcome': 'The result',
  'bulk.ok': 'Changed',
  'bulk.refused': 'Refused',
  'bulk.running': 'The change is running',
  'bulk.percent': '{percent}%',
} as const;
