import { insertAfter } from '../shared/insert';
import { listOf, type Machine } from './machine';

const MACHINE = 'libs/campaigns/domain/src/target/target.machine.ts';
const SPEC = 'libs/campaigns/domain/src/target/target.machine.spec.ts';

/** Status → the target after it. Who has ended stays ended; `sending` and `unknown` need the lease that an intent has. */
const changes = {
  active: "{ ...resting(target), status: 'active' }",
  completed: "ended(target, 'completed_7days', now)",
  converted: "ended(target, 'paid', now)",
  exited: "ended(target, 'manual', now)",
};

/** The target's machine: it orders nothing to be performed, so that it has no effects. */
export const targetMachine: Machine = {
  events: MACHINE,
  from: ['active', 'sending', 'unknown'],
  to: Object.keys(changes),
  hasEffects: false,
  write: (tree, { event, from, to }) => {
    insertAfter(tree, MACHINE, /export type TargetEvent =/, `\n  | { readonly type: '${event}' }`);
    insertAfter(tree, MACHINE, /export const targetTable = \{/, `\n  ${event}: ${listOf(from)},`);
    insertAfter(
      tree,
      MACHINE,
      /function afterEvent[^]*?switch \(event\.type\) \{/,
      `\n    case '${event}':\n      return ${changes[to as keyof typeof changes]};`,
    );
    insertAfter(
      tree,
      SPEC,
      /const events: Record<TargetEventType, TargetEvent> = \{/,
      `\n  ${event}: { type: '${event}' },`,
    );
  },
};
