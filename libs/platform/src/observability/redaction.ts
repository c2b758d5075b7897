import { maskPhone } from '@relance/kernel';

/** What must never stand in a log line: phone numbers, message texts, secrets. Applied to every value that is logged. */
const secretKeys =
  /^(password|newpassword|secret|token|accesstoken|authorization|cookie|set-cookie|text|messagetemplate|custommessages|body|qr|qrtext|pairingcode|creds|credentials|key|keys|jwt|uri|phone|phonenumber|jid|lid|remotejid|participant|pushname|email)$/i;
const phoneKeys = /^(phone|phonenumber|jid|lid|remotejid|participant)$/i;
/** Ids may be all digits without being a phone number. */
const idKeys = /^(ownerid|userid|actor|requestid|id|campaignid|targetid|time|pid|port)$/i;
/** 8 to 15 digits by themselves, with or without "+": a phone number or a WhatsApp address. */
const phoneLike = /(?<![\w.:-])\+?\d{8,15}(?![\w-])/g;
const DEPTH = 6;

/** Masks phone-like runs of digits inside a sentence, a WhatsApp address, or credentials inside a URI. */
export const scrubText = (text: string): string =>
  text.replace(/\/\/[^/\s:@]+:[^/\s@]+@/g, '//…@').replace(phoneLike, (found) => maskPhone(found));

/** A copy of a logged value that is safe to write: keys of secrets blanked, phones masked, depth bounded. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH) return '…';
  if (value instanceof Error) return scrubError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 50).map((part) => scrub(part, depth + 1));
  if (Buffer.isBuffer(value) || ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if ('toHexString' in value && typeof value.toHexString === 'function') return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scrubEntry(key, part, depth)]));
}

function scrubEntry(key: string, part: unknown, depth: number): unknown {
  if (idKeys.test(key) && typeof part === 'string') return part;
  if (!secretKeys.test(key) || part === null || part === undefined) return scrub(part, depth + 1);
  return phoneKeys.test(key) && typeof part === 'string' ? maskPhone(part) : '[redacted]';
}

function scrubError(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error ? { code: scrub(error.code, depth + 1) } : {};
  return {
    type: error.name,
    message: scrubText(error.message),
    stack: scrubText(error.stack ?? ''),
    ...code,
    ...(error.cause === undefined ? {} : { cause: scrub(error.cause, depth + 1) }),
  };
}
