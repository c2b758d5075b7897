import { connectionStatus, isStreamSilent, reopenDelayMs } from './connection-status.ts';

const now = 1_000_000;
const state = { online: true, stream: 'open', heardAt: now, streamHeardAt: now } as const;

describe('connectionStatus', () => {
  it.each([
    ['live while the stream is open', state, { status: 'live' }],
    ['live while it opens for the first time', { ...state, stream: 'connecting' as const }, { status: 'live' }],
    ['polling when the stream broke but answers come', { ...state, stream: 'broken' as const }, { status: 'polling' }],
    ['stale when nothing was heard for 41 s', { ...state, heardAt: now - 41_000 }, { status: 'stale', seconds: 41 }],
    [
      'stale rather than polling when polling is silent too',
      { ...state, stream: 'broken' as const, heardAt: now - 60_000 },
      { status: 'stale', seconds: 60 },
    ],
    ['offline without a network, whatever was heard', { ...state, online: false }, { status: 'offline' }],
  ])('is %s', (_case, given, expected) => {
    expect(connectionStatus(given, now)).toEqual(expected);
  });
});

describe('reopenDelayMs', () => {
  it('doubles from one second to at most thirty', () => {
    expect([1, 2, 3, 6, 20].map(reopenDelayMs)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  });
});

describe('isStreamSilent', () => {
  it('is not fooled by answers to requests', () => {
    expect(isStreamSilent({ ...state, streamHeardAt: now - 41_000 }, now)).toBe(true);
    expect(isStreamSilent({ ...state, heardAt: now - 41_000 }, now)).toBe(false);
    expect(isStreamSilent({ ...state, stream: 'broken', streamHeardAt: now - 41_000 }, now)).toBe(false);
  });
});
