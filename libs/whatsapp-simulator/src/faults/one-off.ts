import { node, seconds, SERVER } from '../binary/nodes.ts';
import { type Account } from '../people/account.ts';
import { type ClientConnection } from '../server/client-connection.ts';
import { newId, type World } from '../server/world.ts';
import { sayLoggedOut, timelockData } from '../stanza/iq/account-queries.ts';
import { type FaultScope, type OneOffFault, type OneOffKind } from './fault.ts';

const BANNED = 403;
const GARBAGE_BYTES = 48;

type OnConnection = (world: World, connection: ClientConnection, fault: OneOffFault) => void;

/** What a fault does to one open connection. */
const ON_CONNECTION: Readonly<Partial<Record<OneOffKind, OnConnection>>> = {
  drop: (_, connection) => connection.end('drop'),
  close: (_, connection) => connection.end('close'),
  mute: (_, connection) => {
    connection.muted = true;
  },
  garbage: (world, connection) => connection.sendGarbage(world.source.next(GARBAGE_BYTES)),
  xmlstreamend: (_, connection) => connection.endWith(node('xmlstreamend')),
  replaced: (_, connection) => connection.endWith(node('stream:error', {}, [node('conflict', { type: 'replaced' })])),
  downgrade: (_, connection) => connection.endWith(node('ib', { from: SERVER }, [node('downgrade_webclient')])),
  'stream-error': (_, connection, fault) =>
    connection.endWith(
      node('stream:error', { code: fault.code }, fault.child ? [node(fault.child, { type: fault.type })] : undefined),
    ),
  failure: (_, connection, fault) =>
    connection.endWith(node('failure', { reason: fault.reason, code: fault.code, expire: fault.expire })),
};

/** What a fault does to an account, whether it is connected or not. */
const ON_ACCOUNT: Readonly<Partial<Record<OneOffKind, (world: World, account: Account, fault: OneOffFault) => void>>> =
  {
    'logged-out': (world, account) => {
      for (const companion of account.companions.values()) removed(world, companion.link);
      account.companions.clear();
      world.accountsChanged();
    },
    banned: (world, account, fault) => {
      account.bannedWith = fault.code ?? BANNED;
      for (const connection of openConnections(world, account.phone))
        connection.endWith(node('failure', { reason: account.bannedWith }));
    },
    unbanned: (_, account) => {
      account.bannedWith = undefined;
    },
    timelock: (world, account, fault) => {
      const isActive = fault.active ?? true;
      const endsAt = fault.endsInMs === undefined ? undefined : new Date(Date.now() + fault.endsInMs);
      account.timelock = { isActive, endsAt, enforcementType: fault.type ?? 'WEB_COMPANION_ONLY' };
      notify(world, account, 'NotificationUserReachoutTimelockUpdate', {
        xwa2_notify_account_reachout_timelock: timelockData(account.timelock),
      });
    },
    capping: (world, account, fault) => {
      account.capping = {
        ...account.capping,
        capping_status: fault.type ?? 'FIRST_WARNING',
        used_quota: fault.code ?? account.capping.used_quota,
      };
      notify(world, account, 'MessageCappingInfoNotification', {
        xwa2_notify_new_chat_messages_capping_info_update: account.capping,
      });
    },
  };

function removed(world: World, link: { readonly id: number } | undefined): void {
  const connection = [...world.connections].find((each) => each.id === link?.id);
  if (connection) sayLoggedOut(connection);
}

function notify(world: World, account: Account, operation: string, data: Record<string, unknown>): void {
  const id = newId(world);
  const update = node('update', { op_name: operation }, Buffer.from(JSON.stringify({ data })));
  const stanza = node('notification', { id, from: SERVER, type: 'mex', t: seconds() }, [update]);
  for (const companion of account.companions.values()) companion.deliver(`notification|${id}`, stanza);
}

function openConnections(world: World, account: string | undefined): ClientConnection[] {
  return [...world.connections].filter(
    (each) => each.isOpen && (account === undefined || each.account?.phone === account),
  );
}

/** Strikes at once, all connections or those of the fault's account. Answers how many it hit. */
export function triggerNow(world: World, fault: OneOffFault): number {
  const onAccount = ON_ACCOUNT[fault.kind];
  if (onAccount) {
    const accounts = [...world.directory.accounts.values()].filter(
      (each) => fault.account === undefined || each.phone === fault.account,
    );
    for (const account of accounts) onAccount(world, account, fault);
    return accounts.length;
  }
  const hit = openConnections(world, fault.account);
  for (const connection of hit) ON_CONNECTION[fault.kind]?.(world, connection, fault);
  if (fault.kind === 'failure' && hit.length === 0)
    world.faults.add({ ...fault, kind: 'login-failure', count: fault.count ?? 1 });
  return hit.length;
}

const ONE_OFF_KINDS = [...Object.keys(ON_CONNECTION), ...Object.keys(ON_ACCOUNT)] as OneOffKind[];

/** One-off faults that wait for a message of their account trigger after it. */
export function triggerArmed(world: World, scope: FaultScope): void {
  for (const kind of ONE_OFF_KINDS) {
    const armed = world.faults.trigger(kind, scope);
    if (armed) triggerNow(world, { ...armed, account: scope.account } as OneOffFault);
  }
}
