import { TRANSITIONS } from './session.transitions.ts';

/** The table as a Mermaid state diagram, one arrow for each pair of states with the events that lead over it. */
export function stateDiagram(): string {
  const arrows = new Map<string, Set<string>>();
  for (const row of TRANSITIONS) {
    if (row.to === 'same') continue;
    for (const from of row.from) {
      const arrow = `${from} --> ${row.to}`;
      const guard = row.when === undefined ? '' : ` [${row.when.join(', ')}]`;
      const labels = arrows.get(arrow) ?? new Set<string>();
      for (const event of row.on) labels.add(`${event.replace('closed:', '')}${guard}`);
      arrows.set(arrow, labels);
    }
  }
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow}: ${[...labels].join('<br/>')}`);
  return ['stateDiagram-v2', '  [*] --> none', ...lines].join('\n');
}
