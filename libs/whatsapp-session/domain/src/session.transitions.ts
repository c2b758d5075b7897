import { CLOSE_CAUSES, type CloseCause } from './close-cause.ts';
import { type EventKey } from './session-events.ts';
import { type GuardName } from './session.guards.ts';
import { type StepName } from './session.steps.ts';
import { SESSION_STATES, SOCKET_STATES, SUPERVISED_STATES, type SessionState } from './session-state.ts';

/** A row: in these states, on these events, when all guards hold, go there and do that. The first that fits wins. */
export type Transition = {
  readonly from: readonly SessionState[];
  readonly on: readonly EventKey[];
  readonly when?: readonly GuardName[];
  readonly to: SessionState | 'same';
  readonly do: readonly StepName[];
};

const LINKED_SOCKETS: readonly SessionState[] = ['connecting', 'pairing', 'connected'];
const WAITING: readonly SessionState[] = ['retry_wait', 'waiting_network'];
const RESTING: readonly SessionState[] = ['disconnected', 'conflict', 'restricted'];
const closes = (...causes: CloseCause[]): EventKey[] => causes.map((cause) => `closed:${cause}` as const);
/** Pairing ends cannot happen to a linked device; should one be reported all the same, it is an ordinary loss. */
const ORDINARY_LOSS = closes('transient', 'qr_unscanned', 'pairing_code_abandoned');
/** With nothing linked there is nothing to lose: every end of such an attempt leads back to where it began. */
const EVERY_END = closes(...CLOSE_CAUSES.filter((cause) => cause !== 'requested'));

const asked: readonly Transition[] = [
  { from: ['none', 'expired'], on: ['connect'], to: 'connecting', do: ['openFresh'] },
  { from: WAITING, on: ['connect', 'retry_due'], to: 'connecting', do: ['openStored'] },
  { from: RESTING, on: ['connect'], to: 'connecting', do: ['beginAnew', 'openStored'] },
  {
    from: ['awaiting_scan'],
    on: ['connect'],
    to: 'connecting',
    do: ['closeSocket', 'dropCredentials', 'openFresh'],
  },
  {
    from: ['connecting', 'awaiting_scan'],
    on: ['disconnect'],
    when: ['unlinked', 'atLimit'],
    to: 'expired',
    do: ['closeSocket', 'dropCredentials'],
  },
  {
    from: ['connecting', 'awaiting_scan'],
    on: ['disconnect'],
    when: ['unlinked'],
    to: 'none',
    do: ['closeSocket', 'dropCredentials'],
  },
  { from: LINKED_SOCKETS, on: ['disconnect'], to: 'disconnected', do: ['closeSocket', 'cancelRetry'] },
  { from: [...WAITING, 'conflict', 'restricted'], on: ['disconnect'], to: 'disconnected', do: ['cancelRetry'] },
  { from: ['none', 'disconnected', 'expired'], on: ['disconnect'], to: 'same', do: [] },
  // Repeats a deletion that was interrupted; otherwise there is nothing to delete.
  { from: ['none'], on: ['reset'], to: 'same', do: ['dropCredentials'] },
  { from: ['connected'], on: ['reset'], to: 'none', do: ['logOut', 'closeSocket', 'dropCredentials', 'forget'] },
  {
    from: SOCKET_STATES.filter((state) => state !== 'connected'),
    on: ['reset'],
    to: 'none',
    do: ['dropCredentials', 'closeSocket', 'forget'],
  },
  {
    from: [...WAITING, ...RESTING, 'expired'],
    on: ['reset'],
    to: 'none',
    do: ['cancelRetry', 'dropCredentials', 'forget'],
  },
];

const attempted: readonly Transition[] = [
  {
    from: ['connecting', 'awaiting_scan'],
    on: ['qr_offered', 'code_offered'],
    when: ['unlinked'],
    to: 'awaiting_scan',
    do: ['offer'],
  },
  { from: ['awaiting_scan'], on: ['scanned'], to: 'pairing', do: ['link'] },
  { from: ['connecting', 'pairing'], on: ['opened'], when: ['linked'], to: 'connected', do: ['opened'] },
];

const closed: readonly Transition[] = [
  { from: SOCKET_STATES, on: closes('requested'), to: 'same', do: [] },
  {
    from: ['connecting', 'awaiting_scan'],
    on: closes('client_too_old'),
    when: ['unlinked', 'atLimit'],
    to: 'expired',
    do: ['refreshVersion', 'dropCredentials'],
  },
  {
    from: ['connecting', 'awaiting_scan'],
    on: closes('client_too_old'),
    when: ['unlinked'],
    to: 'none',
    do: ['refreshVersion', 'dropCredentials'],
  },
  {
    from: ['connecting', 'awaiting_scan'],
    on: EVERY_END,
    when: ['unlinked', 'atLimit'],
    to: 'expired',
    do: ['dropCredentials'],
  },
  { from: ['connecting', 'awaiting_scan'], on: EVERY_END, when: ['unlinked'], to: 'none', do: ['dropCredentials'] },
  { from: ['pairing'], on: closes('restart_required'), to: 'pairing', do: ['openStored'] },
  { from: ['connecting', 'connected'], on: closes('restart_required'), to: 'connecting', do: ['openStored'] },
  {
    from: LINKED_SOCKETS,
    on: closes('number_linked_elsewhere'),
    when: ['atLimit'],
    to: 'expired',
    do: ['beginAnew', 'logOut', 'closeSocket', 'dropCredentials', 'refuseNumber'],
  },
  {
    from: LINKED_SOCKETS,
    on: closes('number_linked_elsewhere'),
    to: 'none',
    do: ['beginAnew', 'logOut', 'closeSocket', 'dropCredentials', 'refuseNumber'],
  },
  { from: LINKED_SOCKETS, on: closes('replaced'), to: 'conflict', do: ['beginAnew'] },
  {
    from: LINKED_SOCKETS,
    on: closes('client_too_old'),
    to: 'waiting_network',
    do: ['refreshVersion', 'networkLater'],
  },
  { from: LINKED_SOCKETS, on: closes('local_network', 'fleet_event'), to: 'waiting_network', do: ['networkLater'] },
  { from: LINKED_SOCKETS, on: closes('temporary_ban', 'banned'), to: 'restricted', do: ['restrict'] },
  {
    from: LINKED_SOCKETS,
    on: closes('logged_out'),
    when: ['terminalLogout'],
    to: 'expired',
    do: ['beginAnew', 'strikeToLimit', 'dropCredentials'],
  },
  {
    from: LINKED_SOCKETS,
    on: closes('stream_error'),
    when: ['firstStreamErrorInHour'],
    to: 'retry_wait',
    do: ['noteStreamError', 'retryAtOnce'],
  },
  {
    from: LINKED_SOCKETS,
    on: [...ORDINARY_LOSS, ...closes('stream_error', 'logged_out')],
    when: ['lastStrike'],
    to: 'expired',
    do: ['strike', 'beginAnew', 'loseCredentials'],
  },
  {
    from: LINKED_SOCKETS,
    on: [...ORDINARY_LOSS, ...closes('stream_error', 'logged_out')],
    when: ['strike'],
    to: 'retry_wait',
    do: ['failedAttempt', 'strike', 'retryLater'],
  },
  {
    from: LINKED_SOCKETS,
    on: [...ORDINARY_LOSS, ...closes('stream_error')],
    to: 'retry_wait',
    do: ['failedAttempt', 'retryLater'],
  },
];

const taken: readonly Transition[] = [
  { from: WAITING, on: ['resume'], when: ['hasStoredLink', 'notYetDue'], to: 'same', do: ['reschedule'] },
  { from: SUPERVISED_STATES, on: ['resume'], when: ['hasStoredLink'], to: 'connecting', do: ['openStored'] },
  { from: SUPERVISED_STATES, on: ['resume'], when: ['atLimit'], to: 'expired', do: ['beginAnew', 'dropCredentials'] },
  { from: SUPERVISED_STATES, on: ['resume'], to: 'none', do: ['dropCredentials', 'forget'] },
  { from: ['retry_wait'], on: ['outage_detected'], to: 'waiting_network', do: ['withdrawStrikes', 'networkLater'] },
  {
    from: ['expired'],
    on: ['outage_detected'],
    when: ['spared'],
    to: 'waiting_network',
    do: ['restoreCredentials', 'withdrawStrikes', 'networkLater'],
  },
  {
    from: ['expired'],
    on: ['credential_grace_over'],
    when: ['credentialGraceOver'],
    to: 'same',
    do: ['dropCredentials'],
  },
  {
    from: ['connecting', 'waiting_network'],
    on: ['outage_detected'],
    when: ['linked'],
    to: 'same',
    do: ['withdrawStrikes'],
  },
  { from: SESSION_STATES, on: ['noted'], to: 'same', do: ['note'] },
];

/** The whole of what a session can do. What is not here is refused. */
export const TRANSITIONS: readonly Transition[] = [...asked, ...attempted, ...closed, ...taken];
