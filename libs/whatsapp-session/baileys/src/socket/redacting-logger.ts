import { type AdapterLog } from '../options.ts';

type BaileysLogger = {
  level: string;
  child(fields: Record<string, unknown>): BaileysLogger;
  trace(fields: unknown, message?: string): void;
  debug(fields: unknown, message?: string): void;
  info(fields: unknown, message?: string): void;
  warn(fields: unknown, message?: string): void;
  error(fields: unknown, message?: string): void;
};

const nothing = (): void => undefined;
const errorOf = (fields: unknown): unknown => {
  if (typeof fields !== 'object' || fields === null) return undefined;
  return (fields as Record<string, unknown>)['err'] ?? (fields as Record<string, unknown>)['error'];
};

/**
 * What Baileys says, without what it shows: its fields hold nodes, keys and addresses, so only its sentence and the
 * name of an error go on.
 */
export function redactingLogger(log: AdapterLog, ownerId: string): BaileysLogger {
  const say = (level: 'warn' | 'error') => (fields: unknown, message?: string) => {
    const error = errorOf(fields);
    const sentence = message ?? (typeof fields === 'string' ? fields : 'no words');
    // Whatever Baileys holds for an error is a matter of one connection; its end is reported separately.
    log.warn({ ownerId, from: 'baileys', level, ...(error instanceof Error && { error: error.name }) }, sentence);
  };
  const logger: BaileysLogger = {
    level: 'warn',
    child: () => logger,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: say('warn'),
    error: say('error'),
  };
  return logger;
}
