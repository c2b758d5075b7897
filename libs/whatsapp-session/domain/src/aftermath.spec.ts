import { explainNow, explainThen } from './aftermath.ts';
import { CLOSE_CAUSES, type CloseCause } from './close-cause.ts';
import { SESSION_STATES, type SessionState } from './session-state.ts';
import { aSession, NOW } from './testing/builders.ts';

const told = (state: SessionState, cause: CloseCause, part: object = {}) => {
  const lastDisconnect = { code: 428, message: 'm', phase: 'open', cause, at: NOW } as const;
  const session = aSession(state, { lastDisconnect, ...part });
  return { en: explainNow(session, 'en', NOW), fr: explainNow(session, 'fr', NOW) };
};
const BY_ITSELF = /reconnect automatically|reconnectons automatiquement|keep trying|réessayons/;
const later = new Date('2026-03-05T14:00:00.000Z');

describe('the last close, told in the state that followed', () => {
  it.each(SESSION_STATES)('%s is said to end by itself only where it does', (state) => {
    const isAutomatic = ['connecting', 'pairing', 'retry_wait', 'waiting_network'].includes(state);
    for (const words of Object.values(told(state, 'transient'))) expect(BY_ITSELF.test(words)).toBe(isAutomatic);
  });

  it('a scan is asked for where one is needed, and only there', () => {
    for (const state of SESSION_STATES) {
      const { en, fr } = told(state, 'stream_error');
      expect(en.includes('Scan a new QR code')).toBe(state === 'expired');
      expect(fr.includes('Scannez un nouveau QR code')).toBe(state === 'expired');
    }
  });

  it('a first connect that reached nobody has lost nothing and goes on with nothing', () => {
    expect(told('none', 'local_network').en).toBe(
      'Our own network cannot reach WhatsApp. Nothing is linked yet, so nothing is lost: try again in a moment.',
    );
    expect(told('connecting', 'transient', { credentials: 'none' }).en).toBe('The connection to WhatsApp was lost.');
  });

  it('a ban for a time names its end, and says that a person decides', () => {
    const lasting = told('restricted', 'temporary_ban', { restrictedUntil: later });
    expect(lasting.en).toContain('It lasts until 5 March 2026');
    expect(lasting.en).toContain('14:00 UTC');
    expect(lasting.en).toContain('not done by itself');
    expect(lasting.fr).toContain('La restriction dure jusqu’au 5 mars 2026');
  });

  it('when that end has passed, it says to reconnect now: nothing happens by itself', () => {
    const ended = told('restricted', 'temporary_ban', { restrictedUntil: new Date(NOW.getTime() - 1_000) });
    expect(ended.en).toContain('reconnect now, without a scan');
    expect(ended.fr).toContain('reconnectez-vous maintenant, sans scan');
    expect(told('restricted', 'temporary_ban').en).toContain('Wait until it is over');
  });

  it('without a close there is nothing to tell', () => {
    expect(explainNow(aSession('connected'), 'en', NOW)).toBe('');
  });
});

describe('a close of the timeline', () => {
  it('says what followed it then: a third strike asks for a scan and promises nothing', () => {
    expect(explainThen('transient', 'retry', 'en')).toMatch(BY_ITSELF);
    expect(explainThen('transient', 'scan', 'en')).toBe(
      'The connection to WhatsApp was lost. Scan a new QR code to link the phone again.',
    );
    expect(explainThen('client_too_old', 'wait', 'fr')).toContain('mise à jour');
    expect(explainThen('requested', 'none', 'en')).toBe('The connection was closed on request.');
  });

  it('has words for each cause and each next step in both languages', () => {
    for (const cause of CLOSE_CAUSES) {
      for (const next of ['retry', 'wait', 'scan', 'none'] as const) {
        for (const language of ['fr', 'en'] as const) {
          expect(explainThen(cause, next, language)).toMatch(/^\p{Lu}.*\.$/u);
          if (next === 'none' || next === 'scan') expect(explainThen(cause, next, language)).not.toMatch(BY_ITSELF);
        }
      }
    }
  });
});
