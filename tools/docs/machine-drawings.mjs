// The machines' tables as Mermaid state diagrams. Pure: tables in, text out.

/** The guards of a session's table in a reader's words; one that is missing here is drawn by its name. */
const guardWords = {
  en: {
    linked: 'linked',
    unlinked: 'nothing linked',
    atLimit: 'count at the limit',
    terminalLogout: 'logout is final',
    forgiven: 'first in an hour',
    strike: 'counted',
    lastStrike: 'the last strike',
    foundLinked: 'credentials found',
    notYetDue: 'not yet due',
  },
  fr: {
    linked: 'associé',
    unlinked: 'rien d’associé',
    atLimit: 'compte à la limite',
    terminalLogout: 'retrait définitif',
    forgiven: 'première de l’heure',
    strike: 'compté',
    lastStrike: 'dernier échec permis',
    foundLinked: 'clés trouvées',
    notYetDue: 'pas encore l’heure',
  },
};
const anyEnd = { en: 'any end', fr: 'toute fin' };
const asked = ['connect', 'disconnect', 'reset'];
const taken = ['resume', 'fleet_frozen'];

/** Which events a drawing shows; together they show the whole table. */
export const sessionParts = {
  asked: (event) => asked.includes(event),
  lost: (event) => !asked.includes(event) && !taken.includes(event),
  taken: (event) => taken.includes(event),
};

/** One arrow for each pair of states; a line of its label for each set of guards. Rows that change no state are left out. */
export function drawSession(transitions, causes, { shows = () => true, language = 'en' } = {}) {
  const unasked = causes.filter((cause) => cause !== 'requested');
  const arrows = new Map();
  for (const row of transitions) {
    const events = row.on.filter(shows).map((event) => event.replace('closed:', ''));
    if (row.to === 'same' || events.length === 0) continue;
    const guards = (row.when ?? []).map((name) => guardWords[language][name] ?? name).join(', ');
    for (const from of row.from) {
      const lines = entry(arrows, `${from} --> ${row.to}`, () => new Map());
      const line = entry(lines, guards, () => new Set());
      for (const event of events) line.add(event);
    }
  }
  const labelOf = (lines) =>
    [...lines].map(([guards, events]) => `${named(events)}${guards ? ` [${guards}]` : ''}`).join('<br/>');
  const named = (events) => {
    if (!unasked.every((cause) => events.has(cause))) return [...events].join(', ');
    return [anyEnd[language], ...[...events].filter((event) => !unasked.includes(event))].join(', ');
  };
  return diagram([
    ...(shows('connect') ? ['[*] --> none'] : []),
    ...[...arrows].map(([arrow, lines]) => `${arrow}: ${labelOf(lines)}`),
  ]);
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
