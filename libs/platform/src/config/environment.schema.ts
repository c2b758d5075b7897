import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { durationMs } from './duration.ts';

/** One key of the environment each: how its text becomes a value, and the sentence said when it cannot. */
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a whole number from ${from} to ${to}`,
    })
    .transform(Number);

const port = wholeNumber(0, 65_535);
const truth = z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true');

const duration = z
  .string()
  .refine((text) => durationMs(text) !== null, { error: 'must be an ISO 8601 duration such as PT10M' })
  .transform((text) => durationMs(text) ?? 0);

const webAddress = (schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be an address that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const roles = z
  .string()
  .refine((text) => list(text).length > 0 && list(text).every((role) => role === 'api' || role === 'worker'), {
    error: 'must be api, worker or api,worker',
  })
  .transform((text) => ({ api: list(text).includes('api'), worker: list(text).includes('worker') }));

const masterKey = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/;
const masterKeys = z
  .string()
  .refine(
    (text) =>
      list(text).length > 0 &&
      list(text).every((entry) => masterKey.test(entry)) &&
      new Set(list(text).map((entry) => entry.split(':')[0])).size === list(text).length,
    { error: 'must be id:base64(32 bytes), newest first, parted by commas, each id once' },
  )
  .transform((text) =>
    list(text).map((entry) => {
      const cut = entry.indexOf(':');
      return { id: entry.slice(0, cut), key: Buffer.from(entry.slice(cut + 1), 'base64') };
    }),
  );

/** `loopback`, an address, or a range such as 10.0.0.0/8. */
function isProxyRange(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  try {
    new BlockList().addSubnet(address, /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1, version === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

/** An end may be 24:00; an end before the beginning is on the next day. */
const sendWindow = z
  .string()
  .refine(
    (text) =>
      /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text) &&
      text.slice(0, 5) !== text.slice(6),
    {
      error: 'must be HH:mm-HH:mm, two different times of a day (the end may be 24:00 or on the next day)',
    },
  )
  .transform((text) => ({ from: text.slice(0, 5), to: text.slice(6) }));

const delays = z
  .string()
  .refine((text) => list(text).length > 0 && list(text).every((part) => /^\d{1,7}$/.test(part)), {
    error: 'must be milliseconds parted by commas',
  })
  .transform((text) => list(text).map(Number));

const emailAddress = z
  .string()
  .refine((text) => /^[^\s@]+@[^\s@]+$/.test(text), { error: 'must be an e-mail address' });
const origin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** Every key that the product reads, with its default. `.env.example` lists the same keys; a test compares them. */
export const environmentSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port.default(3333),
  CONSOLE_PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  RELANCE_DATA_DIR: z.string().default('.data'),
  MONGODB_URI: webAddress(['mongodb:', 'mongodb+srv:']).optional(),
  RELANCE_MONGO: z
    .enum(['auto', 'download', 'embedded', 'system'], { error: 'must be auto, download, embedded or system' })
    .default('auto'),
  RELANCE_MONGO_PORT: port.default(27117),
  RELANCE_ROLES: roles.default({ api: true, worker: true }),
  JWT_SECRET: z.string().optional(),
  JWT_JWKS_URL: webAddress(['http:', 'https:']).optional(),
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: z.string().optional(),
  JWT_REQUIRE_EXP: truth.default(true),
  RELANCE_MASTER_KEYS: masterKeys.optional(),
  ADMIN_EMAIL: emailAddress.optional(),
  ADMIN_PASSWORD: z
    .string()
    .refine((text) => text.length >= 8, { error: 'must have at least 8 characters' })
    .optional(),
  WHATSAPP_WS_URL: webAddress(['ws:', 'wss:']).optional(),
  WHATSAPP_ROOT_PUBLIC_KEY: z
    .string()
    .refine((text) => /^(?:05)?[0-9a-f]{64}$/i.test(text), { error: 'must be 32 bytes in hexadecimal' })
    .optional(),
  WHATSAPP_MEDIA_CA_FILE: z.string().optional(),
  WHATSAPP_MAX_FAILURES: wholeNumber(1, 100).default(3),
  WHATSAPP_ATTEMPTS_PER_STRIKE: wholeNumber(1, 100).default(4),
  WHATSAPP_RECONNECT_DELAYS_MS: delays.default([2000, 5000, 15_000, 45_000]),
  LOGGED_OUT_IS_TERMINAL: truth.default(true),
  DEFAULT_SEND_WINDOW: sendWindow.default({ from: '08:00', to: '20:00' }),
  UNKNOWN_POLICY: z.enum(['hold', 'resend-same-id'], { error: 'must be hold or resend-same-id' }).default('hold'),
  UNKNOWN_GRACE: duration.default(600_000),
  ENROLLMENT_MIN_AGE: duration.default(3_600_000),
  ENROLLMENT_LOOKBACK: duration.default(172_800_000),
  SEND_ACK_TIMEOUT_MS: wholeNumber(100, 600_000).default(15_000),
  PUBLIC_URL: webAddress(['http:', 'https:']).optional(),
  CORS_ORIGINS: z
    .string()
    .refine((text) => list(text).every(origin), {
      error: 'must be origins such as https://app.example.com, parted by commas',
    })
    .transform(list)
    .default([]),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => list(text).every(isProxyRange), {
      error: 'must be loopback, addresses or ranges such as 10.0.0.0/8, parted by commas',
    })
    .transform(list)
    .default(['loopback']),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  SERVICE_TOKEN: z
    .string()
    .refine((text) => /^[\x21-\x7e]{1,500}$/.test(text), {
      error: 'must be up to 500 visible characters without spaces',
    })
    .optional(),
  METRICS_TOKEN: z.string().optional(),
  WEBHOOKS_ALLOW_PRIVATE: truth.optional(),
  SMTP_URL: webAddress(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => /^[^<>]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/.test(text), {
      error: 'must be an e-mail address, or a name and an address in <…>',
    })
    .optional(),
  DIRECTORY_URL: webAddress(['http:', 'https:']).optional(),
  ENTITLEMENT_URL: webAddress(['http:', 'https:']).optional(),
  MEDIA_QUOTA_MB: wholeNumber(1, 1_000_000).default(200),
  RETENTION_TEXT_DAYS: wholeNumber(1, 36_500).default(90),
  RETENTION_TARGET_MONTHS: wholeNumber(1, 1200).default(24),
  RETENTION_AUDIT_MONTHS: wholeNumber(1, 1200).default(24),
  RELANCE_DEMO: truth.default(false),
  RELANCE_CLOCK_RATE: z
    .string()
    .refine((text) => /^\d+(\.\d+)?$/.test(text) && Number(text) >= 1 && Number(text) <= 1_000_000, {
      error: 'must be a number from 1 to 1000000',
    })
    .transform(Number)
    .default(1),
});

export type Environment = z.infer<typeof environmentSchema>;
/** Names of all keys, in the order in which they are explained. */
export const environmentKeys = Object.keys(environmentSchema.shape);
