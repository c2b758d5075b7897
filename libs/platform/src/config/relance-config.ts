import { resolve } from 'node:path';
import { withDevelopmentSecrets, type DevelopmentSecrets } from './development-secrets.ts';
import { environmentSchema, type Environment } from './environment.schema.ts';

/** Injection token of the validated configuration. */
export const RELANCE_CONFIG = Symbol('RelanceConfig');

export type MasterKey = { readonly id: string; readonly key: Buffer };

/** What this process was told at its start; durations in milliseconds, paths absolute, null where nothing was said. */
export type RelanceConfig = {
  readonly production: boolean;
  readonly port: number;
  readonly consolePort: number;
  readonly host: string;
  readonly dataDir: string;
  readonly mongodbUri: string | null;
  readonly mongo: Environment['RELANCE_MONGO'];
  readonly mongoPort: number;
  readonly roles: { readonly api: boolean; readonly worker: boolean };
  readonly jwt: {
    readonly secret: string | null;
    readonly jwksUrl: string | null;
    readonly issuer: string | null;
    readonly audience: string | null;
    /** Whether user tokens without `exp` are refused. */
    readonly requireExp: boolean;
  };
  /** Newest first; the first one wraps, all of them unwrap. */
  readonly masterKeys: readonly MasterKey[];
  readonly adminEmail: string | null;
  readonly adminPassword: string | null;
  readonly whatsapp: {
    readonly wsUrl: string | null;
    readonly rootPublicKeyHex: string | null;
    readonly mediaCaFile: string | null;
    readonly maxFailures: number;
    readonly attemptsPerStrike: number;
    readonly reconnectDelaysMs: readonly number[];
    readonly loggedOutIsTerminal: boolean;
  };
  readonly sendWindow: { readonly from: string; readonly to: string };
  readonly unknownPolicy: 'hold' | 'resend-same-id';
  readonly unknownGraceMs: number;
  readonly enrollmentMinAgeMs: number;
  readonly enrollmentLookbackMs: number;
  readonly sendAckTimeoutMs: number;
  readonly clockRate: number;
  /** First values of the installation's settings. */
  readonly mediaQuotaMb: number;
  readonly retention: { readonly textDays: number; readonly targetMonths: number; readonly auditMonths: number };
  readonly demo: boolean;
  readonly corsOrigins: readonly string[];
  /** Whose X-Forwarded-* headers are believed: `loopback`, addresses, ranges. */
  readonly trustedProxies: readonly string[];
  readonly publicUrl: string | null;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly metricsToken: string | null;
  /** Whether webhooks may go to private and loopback addresses. */
  readonly webhooksAllowPrivate: boolean;
  readonly mail: { readonly smtpUrl: string | null; readonly from: string | null };
  /** Sent to the directory and the entitlement service; also a token that servers call with. */
  readonly serviceToken: string | null;
  readonly directoryUrl: string | null;
  readonly entitlementUrl: string | null;
  /** Secrets that a development start took from (or made in) its data folder. */
  readonly developmentSecrets: DevelopmentSecrets['taken'];
};

/** Says every missing or wrong name at once, each with what it should be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** An empty value counts as not given, so that a copied `.env.example` works as it is. */
const given = (env: Env): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );

function refusals(env: Record<string, string>, production: boolean): string[] {
  const problems: string[] = [];
  if (!env['JWT_SECRET'] && !env['JWT_JWKS_URL']) problems.push('JWT_SECRET or JWT_JWKS_URL: missing');
  if (!env['RELANCE_MASTER_KEYS']) problems.push('RELANCE_MASTER_KEYS: missing (id:base64 of 32 bytes)');
  if (Boolean(env['ADMIN_EMAIL']) !== Boolean(env['ADMIN_PASSWORD'])) {
    problems.push('ADMIN_EMAIL and ADMIN_PASSWORD: give both or neither');
  }
  if (!production) return problems;
  if (env['JWT_SECRET'] && env['JWT_SECRET'].length < 32) {
    problems.push('JWT_SECRET: must have at least 32 characters with NODE_ENV=production');
  }
  if (env['RELANCE_DEMO'] === 'true') problems.push('RELANCE_DEMO: refused with NODE_ENV=production');
  if (env['RELANCE_CLOCK_RATE'] !== undefined && Number(env['RELANCE_CLOCK_RATE']) !== 1) {
    problems.push('RELANCE_CLOCK_RATE: only 1 with NODE_ENV=production');
  }
  return problems;
}

/**
 * Reads the environment into the configuration; generates development secrets where NODE_ENV is not production.
 * Throws ConfigurationError naming every problem, so that one look mends all.
 */
export function loadConfig(env: Env): RelanceConfig {
  const production = env['NODE_ENV']?.trim() === 'production';
  const secrets: DevelopmentSecrets = production ? { env, taken: [] } : withDevelopmentSecrets(env);
  const values = given(secrets.env);
  const parsed = environmentSchema.safeParse(values);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const problems = [...wrong, ...refusals(values, production)];
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  return fromEnvironment(parsed.data, secrets.taken);
}

function fromEnvironment(env: Environment, developmentSecrets: DevelopmentSecrets['taken']): RelanceConfig {
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    consolePort: env.CONSOLE_PORT,
    host: env.HOST,
    dataDir: resolve(env.RELANCE_DATA_DIR),
    mongodbUri: env.MONGODB_URI ?? null,
    mongo: env.RELANCE_MONGO,
    mongoPort: env.RELANCE_MONGO_PORT,
    roles: env.RELANCE_ROLES,
    jwt: {
      secret: env.JWT_SECRET ?? null,
      jwksUrl: env.JWT_JWKS_URL ?? null,
      issuer: env.JWT_ISSUER ?? null,
      audience: env.JWT_AUDIENCE ?? null,
      requireExp: env.JWT_REQUIRE_EXP,
    },
    masterKeys: env.RELANCE_MASTER_KEYS ?? [],
    adminEmail: env.ADMIN_EMAIL ?? null,
    adminPassword: env.ADMIN_PASSWORD ?? null,
    whatsapp: {
      wsUrl: env.WHATSAPP_WS_URL ?? null,
      rootPublicKeyHex: env.WHATSAPP_ROOT_PUBLIC_KEY ?? null,
      mediaCaFile: env.WHATSAPP_MEDIA_CA_FILE ? resolve(env.WHATSAPP_MEDIA_CA_FILE) : null,
      maxFailures: env.WHATSAPP_MAX_FAILURES,
      attemptsPerStrike: env.WHATSAPP_ATTEMPTS_PER_STRIKE,
      reconnectDelaysMs: env.WHATSAPP_RECONNECT_DELAYS_MS,
      loggedOutIsTerminal: env.LOGGED_OUT_IS_TERMINAL,
    },
    sendWindow: env.DEFAULT_SEND_WINDOW,
    unknownPolicy: env.UNKNOWN_POLICY,
    unknownGraceMs: env.UNKNOWN_GRACE,
    enrollmentMinAgeMs: env.ENROLLMENT_MIN_AGE,
    enrollmentLookbackMs: env.ENROLLMENT_LOOKBACK,
    sendAckTimeoutMs: env.SEND_ACK_TIMEOUT_MS,
    clockRate: env.RELANCE_CLOCK_RATE,
    mediaQuotaMb: env.MEDIA_QUOTA_MB,
    retention: {
      textDays: env.RETENTION_TEXT_DAYS,
      targetMonths: env.RETENTION_TARGET_MONTHS,
      auditMonths: env.RETENTION_AUDIT_MONTHS,
    },
    demo: env.RELANCE_DEMO,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    publicUrl: env.PUBLIC_URL ?? null,
    logLevel: env.LOG_LEVEL,
    metricsToken: env.METRICS_TOKEN ?? null,
    webhooksAllowPrivate: env.WEBHOOKS_ALLOW_PRIVATE ?? env.NODE_ENV !== 'production',
    mail: { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM ?? null },
    serviceToken: env.SERVICE_TOKEN ?? null,
    directoryUrl: env.DIRECTORY_URL ?? null,
    entitlementUrl: env.ENTITLEMENT_URL ?? null,
    developmentSecrets,
  };
}
