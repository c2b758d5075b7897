// The machines' tables as Mermaid state diagrams. Pure: tables in, text out.

/** The guards of a session's table in a reader's words; one that is missing here is drawn by its name. */
const guardWords = {
  en: {
    linked: 'linked',
    unlinked: 'nothing linked',
    atLimit: 'count at the limit',
    terminalLogout: 'logout is final',
    firstStreamErrorInHour: 'first in an hour',
    strike: 'counted',
    lastStrike: 'the last strike',
    hasStoredLink: 'credentials found',
    notYetDue: 'not yet due',
  },
  fr: {
    linked: 'associé',
    unlinked: 'rien d’associé',
    atLimit: 'compte à la limite',
    terminalLogout: 'retrait définitif',
    firstStreamErrorInHour: 'première de l’heure',
    strike: 'compté',
    lastStrike: 'dernier échec permis',
    hasStoredLink: 'clés trouvées',
    notYetDue: 'pas encore l’heure',
  },
};
const anyEnd = { en: 'any end', fr: 'toute fin' };
const asked = ['connect', 'disconnect', 'reset'];
const taken = ['resume', 'outage_detected'];

/** Which events a drawing shows; together they show the whole table. */
export const sessionParts = {
  asked: (event) => asked.includes(event),
  attempts: (event) => !asked.includes(event) && !taken.includes(event) && !event.startsWith('closed:'),
  ends: (event) => event.startsWith('closed:'),
  taken: (event) => taken.includes(event),
};

/**
 * One arrow for each pair of states; a line of its label for each set of guards. Rows that change no state are left out.
 * With `gathered` the states that most rows speak of together are drawn as one, beside each for itself.
 */
export function drawSession(transitions, causes, { shows = () => true, language = 'en', gathered = false } = {}) {
  const unasked = causes.filter((cause) => cause !== 'requested');
  const rows = transitions
    .map((row) => ({ ...row, on: row.on.filter(shows).map((event) => event.replace('closed:', '')) }))
    .filter(({ to, on }) => to !== 'same' && on.length > 0);
  const group = gathered ? commonStart(rows) : null;
  const arrows = new Map();
  for (const { from, on, to, when = [] } of rows) {
    const isGroup = group !== null && group.every((state) => from.includes(state));
    const starts = isGroup ? ['group', ...from.filter((state) => !group.includes(state))] : from;
    const guards = when.map((name) => guardWords[language][name] ?? name).join(', ');
    for (const start of starts) {
      const lines = entry(arrows, `${start} --> ${to}`, () => new Map());
      const line = entry(lines, guards, () => new Set());
      for (const event of on) line.add(event);
    }
  }
  const named = (events) => {
    if (!unasked.every((cause) => events.has(cause))) return [...events].join(', ');
    return [anyEnd[language], ...[...events].filter((event) => !unasked.includes(event))].join(', ');
  };
  const labelOf = (lines) =>
    [...lines].map(([guards, events]) => `${named(events)}${guards ? ` [${guards}]` : ''}`).join('<br/>');
  return diagram([
    ...(group ? [`state "${group.join(' / ')}" as group`] : []),
    ...(shows('connect') ? ['[*] --> none'] : []),
    ...[...arrows].map(([arrow, lines]) => `${arrow}: ${labelOf(lines)}`),
  ]);
}

/** The states from which most rows lead together, when there is such a set. */
function commonStart(rows) {
  const counts = new Map();
  for (const { from } of rows) counts.set(from.join(), (counts.get(from.join()) ?? 0) + 1);
  const [[states, count] = ['', 0]] = [...counts]
    .filter(([key]) => key.split(',').length > 2)
    .sort((a, b) => b[1] - a[1]);
  return count > 1 ? states.split(',') : null;
}

/** The lifecycle of campaigns. What the default campaign can do as well is marked with an asterisk. */
export function drawCampaign(table) {
  const arrows = new Map();
  for (const [event, { from, to, types }] of Object.entries(table)) {
    if (to === null) continue;
    for (const status of from) {
      const arrow = `${status} --> ${to === 'deleted' ? '[*]' : to}`;
      entry(arrows, arrow, () => []).push(types.includes('default') ? `${event} *` : event);
    }
  }
  return diagram(['[*] --> draft', ...[...arrows].map(([arrow, events]) => `${arrow}: ${events.join(', ')}`)]);
}

function entry(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

const diagram = (lines) => ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n');
