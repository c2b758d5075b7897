import { formatFiles, type Tree } from '@nx/devkit';
import { runningScripts } from '../shared/insert';
import { namesOf } from '../shared/names';
import { campaignMachine } from './campaign-machine';
import { type Machine } from './machine';
import { sessionMachine } from './session-machine';
import { targetMachine } from './target-machine';

const machines = { campaign: campaignMachine, target: targetMachine, session: sessionMachine };

/** Options of `nx g @relance/tooling:transition`. `machine`: a campaign's by default. `from`: statuses, separated by commas. */
export type TransitionOptions = {
  name: string;
  machine?: keyof typeof machines;
  from: string;
  to: string;
  effect?: string;
  everyType?: boolean;
};

/**
 * An event of a state machine: a row in its table, the change it makes, what the specs promise of it, and the diagrams drawn
 * anew. With `effect` also an effect whose performing does not compile until somebody has written it. A second run changes
 * nothing.
 * @throws Error naming the option that is wrong
 */
export default async function transition(tree: Tree, options: TransitionOptions): Promise<() => void> {
  const event = namesOf('name', options.name).kebab.replaceAll('-', '_');
  const from = options.from.split(',').map((status) => status.trim());
  const machine = machines[options.machine ?? 'campaign'];
  refuseUnfit(machine, options, from);
  if (!(tree.read(machine.events, 'utf8') ?? '').includes(`readonly type: '${event}'`)) {
    const effect = options.effect && namesOf('effect', options.effect).kebab.replaceAll('-', '_');
    machine.write(tree, { event, from, to: options.to, effect, everyType: options.everyType === true });
  }
  await formatFiles(tree);
  return runningScripts(tree, 'diagrams');
}

/** @throws Error naming the option that the machine cannot have */
function refuseUnfit(
  machine: Machine,
  { machine: name = 'campaign', to, effect, everyType }: TransitionOptions,
  from: string[],
): void {
  for (const status of from)
    if (!machine.from.includes(status))
      throw new Error(`from: "${status}" is none of ${machine.from.join(', ')} (machine ${name}).`);
  if (!machine.to.includes(to)) throw new Error(`to: "${to}" is none of ${machine.to.join(', ')} (machine ${name}).`);
  if (effect && !machine.hasEffects) throw new Error(`effect: the machine ${name} has no effects.`);
  if (everyType && name !== 'campaign')
    throw new Error(`everyType: only campaigns have types, not the machine ${name}.`);
}
