/**
 * What a refusal means for the target. `permanent`: this person can not be reached. `recipient_temporary`: try again later.
 * `sender_level`: nothing is wrong with the target; the account must wait.
 */
export type ErrorClass = 'permanent' | 'recipient_temporary' | 'sender_level';

/** Codes of WhatsApp's error acknowledgements; any other code is taken as recipient-temporary. */
const classes: ReadonlyMap<number, ErrorClass> = new Map([
  [463, 'sender_level'],
  [429, 'sender_level'],
  [475, 'recipient_temporary'],
  [479, 'recipient_temporary'],
  [500, 'recipient_temporary'],
  [400, 'permanent'],
  [404, 'permanent'],
]);

/** WhatsApp's account restriction: new chats are refused, known ones go on. */
export const NEW_CHATS_RESTRICTED = 463;
/** Too many requests: the whole account pauses. */
export const TOO_MANY = 429;

export const errorClassOf = (code: number): ErrorClass => classes.get(code) ?? 'recipient_temporary';

const sentences: Readonly<Record<ErrorClass, string>> = {
  permanent: 'WhatsApp does not deliver to this number.',
  recipient_temporary: 'WhatsApp could not take the message for this person now.',
  sender_level: 'WhatsApp limits this account for the moment.',
};

/** The error of a delivery that WhatsApp answered with a code. */
export const refusal = (code: number): { code: string; class: ErrorClass; message: string } => {
  const errorClass = errorClassOf(code);
  return { code: String(code), class: errorClass, message: `${sentences[errorClass]} (${code})` };
};
