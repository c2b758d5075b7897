import { CLOSE_CAUSES, type CloseCause, type CloseFacts, isFailure } from './close-cause.ts';
import { classifyClose } from './close-classification.ts';
import { someFacts } from './testing/builders.ts';

const CALM = { probeFailed: false, isOutageOpen: false };

describe('a close is named by code, message, phase and credentials', () => {
  const rows: [string, Partial<CloseFacts>, CloseCause][] = [
    ['our own end', { requested: true, code: null }, 'requested'],
    ['restart after pairing', { code: 515, phase: 'pairing', newLogin: true }, 'restart_required'],
    [
      'QR refs used up',
      { code: 408, message: 'QR refs attempts ended', paired: false, phase: 'connecting' },
      'qr_unscanned',
    ],
    ['code never entered', { code: 401, paired: false, phase: 'connecting' }, 'pairing_code_abandoned'],
    ['conflict', { code: 440, message: 'Stream Errored (conflict)' }, 'replaced'],
    ['conflict at login', { code: 409, phase: 'connecting' }, 'replaced'],
    ['client too old', { code: 405, phase: 'connecting' }, 'client_too_old'],
    ['refused by the network', { code: 408, socketError: 'ECONNREFUSED', phase: 'connecting' }, 'local_network'],
    ['name not found', { code: 408, socketError: 'ENOTFOUND', phase: 'connecting' }, 'local_network'],
    ['resolver busy', { code: 408, socketError: 'EAI_AGAIN', phase: 'connecting' }, 'local_network'],
    ['reset', { code: 408, socketError: 'ECONNRESET', phase: 'connecting' }, 'transient'],
    ['socket timeout', { code: 408, socketError: 'ETIMEDOUT', phase: 'connecting' }, 'transient'],
    ['TLS failure', { code: 500, socketError: 'CERT_HAS_EXPIRED', phase: 'connecting' }, 'transient'],
    ['cut', { code: 428 }, 'transient'],
    ['silent server', { code: 408, message: 'Connection was lost' }, 'transient'],
    ['unavailable', { code: 503 }, 'transient'],
    ['downgrade', { code: 411 }, 'transient'],
    ['no code', { code: null }, 'transient'],
    ['HTTP 403 at the upgrade', { code: 403, upgradeRefused: true, phase: 'connecting' }, 'transient'],
    ['stream error without code', { code: 500, message: 'Stream Errored (ack)' }, 'stream_error'],
    ['temporary ban', { code: 402, phase: 'connecting' }, 'temporary_ban'],
    ['ban', { code: 403, phase: 'connecting' }, 'banned'],
    ['device removed', { code: 401 }, 'logged_out'],
  ];
  it.each(rows)('%s', (_, facts, cause) => {
    expect(classifyClose(someFacts(facts), CALM)).toBe(cause);
  });

  it('a failed probe turns a failed attempt into a network matter, but not the loss of an open connection', () => {
    const probeFailed = { probeFailed: true, isOutageOpen: false };
    expect(classifyClose(someFacts({ code: 408, phase: 'connecting' }), probeFailed)).toBe('local_network');
    expect(classifyClose(someFacts({ code: 408, upgradeRefused: true, phase: 'connecting' }), probeFailed)).toBe(
      'local_network',
    );
    expect(classifyClose(someFacts({ code: 428, phase: 'open' }), probeFailed)).toBe('transient');
    expect(classifyClose(someFacts({ code: 403, phase: 'connecting' }), probeFailed)).toBe('banned');
  });

  it('while the outage detector holds, losses are the fleet’s and verdicts stay verdicts', () => {
    const isOutageOpen = { probeFailed: false, isOutageOpen: true };
    expect(classifyClose(someFacts({ code: 503 }), isOutageOpen)).toBe('fleet_event');
    expect(classifyClose(someFacts({ code: 500 }), isOutageOpen)).toBe('fleet_event');
    expect(classifyClose(someFacts({ code: 401 }), isOutageOpen)).toBe('logged_out');
    expect(classifyClose(someFacts({ code: 440 }), isOutageOpen)).toBe('replaced');
  });
});

it('counts as failures neither what was asked for nor the ends that belong to linking a phone', () => {
  expect(CLOSE_CAUSES.filter((cause) => !isFailure(cause))).toEqual([
    'requested',
    'restart_required',
    'qr_unscanned',
    'pairing_code_abandoned',
    'number_linked_elsewhere',
  ]);
});
