import { type Tree } from '@nx/devkit';
import { insertAfter } from '../shared/insert';
import { listOf, type Machine, type NewRow } from './machine';

const MACHINE = 'libs/campaigns/domain/src/campaign/campaign.machine.ts';
const SPEC = 'libs/campaigns/domain/src/campaign/campaign.machine.spec.ts';
const PERFORMER = 'libs/campaigns/core/src/transitions/campaign-transitions.ts';

/** Status → the moments that it keeps beside it. */
const moments = {
  draft: '',
  scheduled: '',
  active: ', pausedAt: null',
  paused: ', pausedAt: now',
  completed: ', completedAt: now, pausedAt: null',
  cancelled: ', cancelledAt: now',
};
type Status = keyof typeof moments;
const statuses = Object.keys(moments) as Status[];

/** The campaign's machine. The new event is the engine's own; what people may do goes into `campaignActions` as well. */
export const campaignMachine: Machine = {
  events: MACHINE,
  from: statuses,
  to: statuses,
  hasEffects: true,
  write: (tree, row) => {
    changeMachine(tree, row);
    changeSpec(tree, row);
    if (row.effect) addEffect(tree, row.effect);
  },
};

function changeMachine(tree: Tree, { event, from, to, effect, everyType }: NewRow): void {
  const put = (after: RegExp, text: string) => insertAfter(tree, MACHINE, after, text);
  const types = everyType ? 'everyType' : 'filteredOnly';
  put(/export type CampaignEventType = CampaignAction/, ` | '${event}'`);
  put(/export type CampaignEvent =/, `\n  | { readonly type: '${event}'; readonly by: CampaignActor }`);
  put(
    /export const campaignTable = \{[^]*?(?=\n\} as const satisfies Record<CampaignEventType, Row>)/,
    `\n  ${event}: { from: ${listOf(from)}, to: '${to}', types: ${types} },`,
  );
  put(
    /function changeOf[^]*?switch \(event\.type\) \{/,
    `\n    case '${event}':\n      return { status: '${to}', statusReason: reason('requested')${moments[to as Status]} };`,
  );
  put(
    /function effectsOf[^]*?switch \(type\) \{/,
    `\n    case '${event}':\n      return [${effect ? `{ type: '${effect}' }` : ''}];`,
  );
}

/** The spec says the lifecycle a second time: a cell for each status, `-` where the event is refused. */
function changeSpec(tree: Tree, { event, from, to }: NewRow): void {
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
