/**
 * Who a person is to WhatsApp. A contact carries the number as its owner wrote it (`phone`). WhatsApp may know the same person
 * under another spelling of that number (`waPhone`: Brazil without the ninth digit, Mexico with a 1 …) and under a LID. All
 * three are addresses of one person; two records are about the same person when they share one of them.
 */
export type PersonAddresses = {
  /** E.164 with "+", as the owner wrote it. */
  readonly phone: string | null;
  /** E.164 with "+": the account that WhatsApp named when asked about `phone`; null while nobody asked. */
  readonly waPhone: string | null;
  /** `<digits>@lid`. */
  readonly lid: string | null;
};

/** All addresses of a person, each once, the written number first. A phone begins with "+", a LID ends in "@lid". */
export const personKeys = ({ phone, waPhone, lid }: PersonAddresses): readonly string[] => [
  ...new Set([phone, waPhone, lid].filter((key) => key !== null)),
];

/** Whether one of a person's addresses is among these. */
export const hasAddressAmong = (person: PersonAddresses, keys: ReadonlySet<string>): boolean =>
  personKeys(person).some((key) => keys.has(key));

export const isSamePerson = (a: PersonAddresses, b: PersonAddresses): boolean =>
  hasAddressAmong(b, new Set(personKeys(a)));

/** The number a message is addressed to: the account that WhatsApp named, else the number as written. */
export const messagePhone = ({ phone, waPhone }: { readonly phone: string; readonly waPhone: string | null }): string =>
  waPhone ?? phone;

/** What WhatsApp answered about one number. `phone` and `lid` are the account it named; only with `in`. */
export type NumberAnswer = {
  readonly asked: string;
  readonly answer: 'in' | 'out' | 'unknown';
  readonly phone: string | null;
  readonly lid: string | null;
};

/** Whether a number has a WhatsApp account, as far as WhatsApp answered. */
export type OnWhatsApp = 'unknown' | 'yes' | 'no';

/** What is known of a contact's WhatsApp account. */
export type WhatsAppKnowledge = {
  /** The last definite answer; "unknown" while there is none. */
  readonly onWhatsApp: OnWhatsApp;
  readonly onWhatsAppCheckedAt: Date | null;
  readonly waPhone: string | null;
  readonly lid: string | null;
  /** Questions in a row that WhatsApp left open. */
  readonly lookupFailures: number;
  /** Not asked again before; null: may be asked at once. */
  readonly lookupRetryAt: Date | null;
};

/** Of a number that nobody asked about yet, and of one that was just changed. */
export const nothingKnownOfWhatsApp: WhatsAppKnowledge = {
  onWhatsApp: 'unknown',
  onWhatsAppCheckedAt: null,
  waPhone: null,
  lid: null,
  lookupFailures: 0,
  lookupRetryAt: null,
};

const DAY_MS = 86_400_000;
/** People join WhatsApp: a "no" holds for so long. */
export const NOT_ON_WHATSAPP_FOR_MS = 30 * DAY_MS;

/** The stored answer as far as it still holds: an old "no" is no answer any more. */
export function onWhatsAppAt(
  known: Pick<WhatsAppKnowledge, 'onWhatsApp' | 'onWhatsAppCheckedAt'>,
  now: Date,
): OnWhatsApp {
  if (known.onWhatsApp !== 'no') return known.onWhatsApp;
  const age = now.getTime() - (known.onWhatsAppCheckedAt?.getTime() ?? 0);
  return known.onWhatsAppCheckedAt !== null && age < NOT_ON_WHATSAPP_FOR_MS ? 'no' : 'unknown';
}

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 6 * 3_600_000;

/** How long to wait after so many open questions in a row: a minute, doubled each time up to six hours. */
export const lookupRetryDelayMs = (failures: number): number =>
  Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(20, Math.max(0, failures - 1)));

/**
 * What is known after an answer. Only "in" and "out" are answers: an open question changes nothing but when to ask again.
 * The account that WhatsApp named is kept even where it equals the number.
 */
export function afterLookup(
  known: WhatsAppKnowledge,
  answer: NumberAnswer,
  now: Date,
  /** Where the product's clock runs fast, a retry still waits for so much of it. */
  retryAtLeastMs = 0,
): WhatsAppKnowledge {
  if (answer.answer === 'unknown') {
    const lookupFailures = known.lookupFailures + 1;
    const delayMs = Math.max(retryAtLeastMs, lookupRetryDelayMs(lookupFailures));
    return { ...known, lookupFailures, lookupRetryAt: new Date(now.getTime() + delayMs) };
  }
  const settled = { onWhatsAppCheckedAt: now, lookupFailures: 0, lookupRetryAt: null };
  return answer.answer === 'in'
    ? { ...settled, onWhatsApp: 'yes', waPhone: answer.phone ?? known.waPhone, lid: answer.lid ?? known.lid }
    : { ...settled, onWhatsApp: 'no', waPhone: null, lid: null };
}

/**
 * What is known after something was heard from the person: whoever writes is there, under the addresses heard. A word from an
 * address that the contact had before tells nothing of the number it has now.
 */
export function afterInbound(
  known: WhatsAppKnowledge & { readonly formerPhones: readonly string[] },
  heard: { readonly phone: string | null; readonly lid: string | null; readonly at: Date },
): WhatsAppKnowledge {
  const from = heard.phone ?? heard.lid;
  const isOfNow = from === known.waPhone || from === known.lid;
  if (from !== null && !isOfNow && known.formerPhones.includes(from)) return known;
  return {
    onWhatsApp: 'yes',
    onWhatsAppCheckedAt: heard.at,
    waPhone: heard.phone ?? known.waPhone,
    lid: heard.lid ?? known.lid,
    lookupFailures: 0,
    lookupRetryAt: null,
  };
}
