import { Timestamp } from 'bson';
import { isDoc } from '../../bson/value.ts';
import { type Scope } from '../../scope.ts';
import { timeOf, timestampOf } from '../../storage/clock.ts';
import { SnapshotView } from '../../storage/view.ts';
import { type ReplyValue } from '../../wire/reply.ts';
import { scopeOf, type Context } from '../shared/context.ts';

/** Where a read looks: its transaction, the current state, or the snapshot of `readConcern: snapshot`. */
export const snapshotRead = (
  context: Context,
): { readonly scope: Scope; readonly more: readonly (readonly [string, ReplyValue])[]; readonly done: () => void } => {
  const concern = context.body.get('readConcern');
  const isSnapshot = context.transaction === undefined && isDoc(concern) && concern.get('level') === 'snapshot';
  if (!isSnapshot) return { scope: scopeOf(context), more: [], done: () => undefined };
  const { engine } = context;
  const asked = concern.get('atClusterTime');
  const held = engine.snapshots.take(asked instanceof Timestamp ? timeOf(asked) : undefined);
  const view = new SnapshotView(engine.env, held.snapshot, held.horizon);
  return { scope: { ...engine.live, view }, more: [['atClusterTime', timestampOf(held.time)]], done: held.release };
};
