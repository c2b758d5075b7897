import { type CloseCause } from './close-cause.ts';
import { EXPLANATIONS, type Language } from './explanations.ts';
import { type NextStep } from './session-events.ts';
import { type SessionState } from './session-state.ts';
import { type Session } from './session.ts';

/** What follows a close: by itself (`retry`, `wait`), by the person (`scan`, `decide`, `again`, `chosen`). */
type Aftermath = 'retry' | 'wait' | 'scan' | 'decide' | 'again' | 'chosen';
type Words = Readonly<Record<Language, string>>;
type Facts = { readonly until: Date | null; readonly now: Date };

const AFTERMATHS: Readonly<Record<SessionState, Aftermath | null>> = {
  none: 'again',
  connecting: 'retry',
  awaiting_scan: null,
  pairing: 'retry',
  connected: null,
  retry_wait: 'retry',
  waiting_network: 'wait',
  disconnected: 'chosen',
  conflict: 'decide',
  restricted: 'decide',
  expired: 'scan',
};

const WORDS: Readonly<Record<Aftermath, Words>> = {
  retry: {
    en: 'We reconnect automatically, without a new scan.',
    fr: 'Nous reconnectons automatiquement, sans nouveau scan.',
  },
  wait: {
    en: 'We keep trying; your session is safe and no attempt is counted.',
    fr: 'Nous réessayons ; votre session est conservée, rien n’est compté.',
  },
  scan: {
    en: 'Scan a new QR code to link the phone again.',
    fr: 'Scannez un nouveau QR code pour relier le téléphone.',
  },
  decide: { en: 'Reconnect when it is settled.', fr: 'Reconnectez-vous une fois la situation réglée.' },
  again: {
    en: 'Nothing is linked yet, so nothing is lost: try again in a moment.',
    fr: 'Rien n’est encore associé, donc rien n’est perdu : réessayez dans un instant.',
  },
  chosen: {
    en: 'It stays closed until you reconnect; no scan is needed.',
    fr: 'Elle reste fermée jusqu’à ce que vous vous reconnectiez ; aucun scan n’est nécessaire.',
  },
};

const LINKED_ELSEWHERE: Words = {
  en: 'Link another number, or have it disconnected there first (an administrator can do that), then link again.',
  fr: 'Associez un autre numéro, ou faites-le d’abord déconnecter là-bas (un administrateur le peut), puis recommencez.',
};

/** Where the cause says more precisely what helps. */
const BY_CAUSE: Partial<Record<CloseCause, Partial<Record<Aftermath, Words>>>> = {
  client_too_old: {
    wait: {
      en: 'We are updating; nothing is lost and no scan is needed.',
      fr: 'La mise à jour est en cours ; rien n’est perdu, aucun scan à refaire.',
    },
  },
  qr_unscanned: {
    again: {
      en: 'Ask for a new one when the phone is at hand.',
      fr: 'Demandez-en un nouveau quand le téléphone est à portée de main.',
    },
  },
  pairing_code_abandoned: { again: { en: 'Ask for a new code.', fr: 'Demandez un nouveau code.' } },
  replaced: {
    decide: { en: 'Reconnect to take it back.', fr: 'Reconnectez-vous pour la reprendre.' },
  },
  number_linked_elsewhere: {
    again: LINKED_ELSEWHERE,
    scan: LINKED_ELSEWHERE,
  },
  banned: {
    decide: {
      en: 'Open WhatsApp on the phone to see why and to appeal; reconnect when the ban is lifted.',
      fr: 'Ouvrez WhatsApp sur le téléphone pour en connaître la raison et faire appel ; reconnectez-vous une fois le bannissement levé.',
    },
  },
  temporary_ban: {
    decide: {
      en: 'Wait until it is over, then reconnect: this is not done by itself.',
      fr: 'Attendez qu’elle soit levée, puis reconnectez-vous : rien ne se fait tout seul.',
    },
  },
};

/** These say all there is to say. */
const COMPLETE: readonly CloseCause[] = ['restart_required'];

/** The last close in the session as it is now. The end of a temporary ban changes nothing by itself: a person decides. */
export function explainNow(session: Session, language: Language, now: Date): string {
  const cause = session.lastDisconnect?.cause;
  if (cause === undefined) return '';
  // A fresh attempt says nothing about an older close.
  const isFresh = session.state === 'connecting' && session.credentials !== 'registered';
  const aftermath = isFresh ? null : AFTERMATHS[session.state];
  return sentence(cause, aftermath, language, { until: session.restrictedUntil, now });
}

/** One close of the timeline, with what followed it then. */
export function explainThen(cause: CloseCause, nextAction: NextStep, language: Language): string {
  const isForPerson = ['replaced', 'banned', 'temporary_ban'].includes(cause);
  const none = cause === 'requested' ? null : isForPerson ? 'decide' : 'again';
  return sentence(cause, nextAction === 'none' ? none : nextAction, language, null);
}

function sentence(cause: CloseCause, aftermath: Aftermath | null, language: Language, facts: Facts | null): string {
  const what = EXPLANATIONS[cause][language];
  if (aftermath === null || COMPLETE.includes(cause)) return what;
  if (cause === 'temporary_ban' && aftermath === 'decide' && facts?.until) {
    return `${what} ${endOfBan(facts.until, facts.now)[language]}`;
  }
  return `${what} ${(BY_CAUSE[cause]?.[aftermath] ?? WORDS[aftermath])[language]}`;
}

function endOfBan(until: Date, now: Date): Words {
  const [en, fr] = [instant(until, 'en-GB'), instant(until, 'fr-FR')];
  if (until.getTime() <= now.getTime()) {
    return {
      en: `It was to end on ${en}: reconnect now, without a scan. This is not done by itself.`,
      fr: `La restriction devait prendre fin le ${fr} : reconnectez-vous maintenant, sans scan. Rien ne se fait tout seul.`,
    };
  }
  return {
    en: `It lasts until ${en}. Nothing is tried before; then reconnect, without a scan: this is not done by itself.`,
    fr: `La restriction dure jusqu’au ${fr}. Rien n’est tenté avant ; reconnectez-vous ensuite, sans scan : rien ne se fait tout seul.`,
  };
}

const instant = (at: Date, locale: string): string =>
  `${new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`;
