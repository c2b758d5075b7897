import { names, type Tree } from '@nx/devkit';
import { insertAfter } from '../shared/insert';
import { listOf, type Machine, type NewRow } from './machine';

const DOMAIN = 'libs/whatsapp-session/domain/src';
const EVENTS = `${DOMAIN}/session-events.ts`;
const TABLE = `${DOMAIN}/session.transitions.ts`;
const STEPS = `${DOMAIN}/session.steps.ts`;
const SPEC = `${DOMAIN}/session.machine.spec.ts`;
const SNAPSHOT = `${DOMAIN}/__snapshots__/session.machine.spec.ts.snap`;
const PROPERTIES = `${DOMAIN}/session.properties.spec.ts`;
const PERFORMER = 'libs/whatsapp-session/feature/src/supervisor/effect-runner.ts';

/** States with a socket, and those that only wait. */
const withSocket = ['connecting', 'pairing', 'connected'];
const withoutSocket = ['retry_wait', 'waiting_network', 'disconnected', 'conflict', 'restricted'];

/** State → the steps that lead there from a linked session; a socket is closed before. */
const steps = {
  connecting: ['beginAnew', 'openStored'],
  disconnected: ['cancelRetry'],
  conflict: ['cancelRetry'],
  restricted: ['cancelRetry'],
  expired: ['cancelRetry', 'dropCredentials'],
};

/** The session's machine. What a new event may begin with is a linked session: one that is being linked has its own rules. */
export const sessionMachine: Machine = {
  events: EVENTS,
  from: [...withSocket, ...withoutSocket],
  to: Object.keys(steps),
  hasEffects: true,
  write: (tree, row) => {
    changeTable(tree, row);
    changeSpecs(tree, row);
    if (row.effect) addEffect(tree, row.effect);
  },
};

function changeTable(tree: Tree, { event, from, to, effect }: NewRow): void {
  insertAfter(tree, EVENTS, /export type RequestEvent =/, `\n  | { readonly type: '${event}' }`);
  const closing = from.some((state) => withSocket.includes(state)) ? ['closeSocket'] : [];
  const ordered = effect ? [names(effect).propertyName] : [];
  const doing = [...closing, ...steps[to as keyof typeof steps], ...ordered];
  insertAfter(
    tree,
    TABLE,
    /const asked: readonly Transition\[\] = \[/,
    `\n  { from: ${listOf(from)}, on: ['${event}'], to: '${to}', do: ${listOf(doing)} },`,
  );
}

/** The specs draw every state and event, and walk through them at random. */
function changeSpecs(tree: Tree, { event, from, to }: NewRow): void {
  insertAfter(
    tree,
    SPEC,
    /describe\('every state and event'[^]*?const events: SessionEvent\[\] = \[[^]*?(?=\n {2}\];)/,
    `\n    { type: '${event}' },`,
  );
  insertAfter(tree, PROPERTIES, /kind: fc\.constantFrom\(/, `\n    '${event}',`);
  const drawn = (tree.read(SNAPSHOT, 'utf8') ?? '').replace(
    /\n {2}"(\w+)": \[\n(?: {4}"[^"]*",\n)*/g,
    (cells, state: string) => `${cells}    "${event} -> ${from.includes(state) ? to : 'ILLEGAL'}",\n`,
  );
  tree.write(SNAPSHOT, drawn);
}

function addEffect(tree: Tree, effect: string): void {
  insertAfter(tree, EVENTS, /export type SessionEffect =/, `\n  | { readonly type: '${effect}' }`);
  insertAfter(
    tree,
    STEPS,
    /export const STEPS = \{/,
    `\n  ${names(effect).propertyName}: () => ({ effects: [{ type: '${effect}' }] }),`,
  );
  insertAfter(
    tree,
    PERFORMER,
    /switch \(effect\.type\) \{/,
    `\n      case '${effect}':\n        // Not written yet, and does not compile until it is. It may be performed again after a crash.\n        return this.effectToBeWritten('${effect}', ownerId);`,
  );
}
