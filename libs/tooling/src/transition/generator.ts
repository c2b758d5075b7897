import { formatFiles, type Tree } from '@nx/devkit';
import { insertAfter, runningScripts } from '../shared/insert';
import { namesOf } from '../shared/names';

const MACHINE = 'libs/campaigns/domain/src/campaign/campaign.machine.ts';
const SPEC = 'libs/campaigns/domain/src/campaign/campaign.machine.spec.ts';
const PERFORMER = 'libs/campaigns/core/src/transitions/campaign-transitions.ts';

const statuses = ['draft', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;
type Status = (typeof statuses)[number];

/** The moments that a status keeps beside it. */
const moments: Readonly<Record<Status, string>> = {
  draft: '',
  scheduled: '',
  active: ', pausedAt: null',
  paused: ', pausedAt: now',
  completed: ', completedAt: now, pausedAt: null',
  cancelled: ', cancelledAt: now',
};

/** Options of `nx g @relance/tooling:transition`. `from`: statuses, separated by commas. */
export type TransitionOptions = { name: string; from: string; to: Status; effect?: string; everyType?: boolean };

/**
 * An event of the campaign's machine: a row in its table, the change it makes, what the spec promises of it, and the diagrams
 * drawn anew. With `effect` also an effect whose performing does not compile until somebody has written it. The event is the
 * engine's own; what people may do as well goes into `campaignActions`, with a route. A second run changes nothing.
 * @throws Error naming the option that is wrong
 */
export default async function transition(tree: Tree, options: TransitionOptions): Promise<() => void> {
  const event = namesOf('name', options.name).kebab.replaceAll('-', '_');
  const from = options.from.split(',').map((status) => status.trim());
  for (const status of [...from, options.to])
    if (!(statuses as readonly string[]).includes(status))
      throw new Error(`${status === options.to ? 'to' : 'from'}: "${status}" is none of ${statuses.join(', ')}.`);
  const effect = options.effect && namesOf('effect', options.effect).kebab.replaceAll('-', '_');
  if (!(tree.read(MACHINE, 'utf8') ?? '').includes(`readonly type: '${event}'`)) {
    changeMachine(tree, {
      event,
      from,
      to: options.to,
      effect,
      types: options.everyType ? 'everyType' : 'filteredOnly',
    });
    changeSpec(tree, event, from, options.to);
    if (effect) addEffect(tree, effect);
  }
  await formatFiles(tree);
  return runningScripts(tree, 'diagrams');
}

type Row = { event: string; from: string[]; to: Status; effect: string | undefined; types: string };

function changeMachine(tree: Tree, { event, from, to, effect, types }: Row): void {
  const put = (after: RegExp, text: string) => insertAfter(tree, MACHINE, after, text);
  put(/export type CampaignEventType = CampaignAction/, ` | '${event}'`);
  put(/export type CampaignEvent =/, `\n  | { readonly type: '${event}'; readonly by: CampaignActor }`);
  const states = from.map((status) => `'${status}'`).join(', ');
  put(
    /export const campaignTable = \{[^]*?(?=\n\} as const satisfies Record<CampaignEventType, Row>)/,
    `\n  ${event}: { from: [${states}], to: '${to}', types: ${types} },`,
  );
  put(
    /function changeOf[^]*?switch \(event\.type\) \{/,
    `\n    case '${event}':\n      return { status: '${to}', statusReason: reason('requested')${moments[to]} };`,
  );
  put(
    /function effectsOf[^]*?switch \(type\) \{/,
    `\n    case '${event}':\n      return [${effect ? `{ type: '${effect}' }` : ''}];`,
  );
}

/** The spec says the lifecycle a second time: a cell for each status, `-` where the event is refused. */
function changeSpec(tree: Tree, event: string, from: readonly string[], to: Status): void {
  insertAfter(
    tree,
    SPEC,
    /const events: Record<CampaignEventType, CampaignEvent> = \{[^]*?(?=\n\};)/,
    `\n  ${event}: { type: '${event}', by: 'system' },`,
  );
  const source = tree.read(SPEC, 'utf8') ?? '';
  const promised = statuses.reduce(
    (text, status) =>
      text.replace(new RegExp(`(\\n  ${status}: row\\('[^']*)`), `$1 ${from.includes(status) ? to : '-'}`),
    source,
  );
  tree.write(SPEC, promised);
}

function addEffect(tree: Tree, effect: string): void {
  insertAfter(tree, MACHINE, /export type CampaignEffect =/, `\n  | { readonly type: '${effect}' }`);
  insertAfter(
    tree,
    PERFORMER,
    /switch \(effect\.type\) \{/,
    `\n      case '${effect}':\n        // Not written yet, and does not compile until it is. It may be performed again after a crash.\n        return this.effectToBeWritten('${effect}', id);`,
  );
}
