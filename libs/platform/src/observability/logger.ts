import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { type RelanceConfig } from '../config/relance-config.ts';
import { scrub, scrubText } from './redaction.ts';

/** Injection token of the pino logger. */
export const LOGGER = Symbol('Logger');

/** JSON lines to stdout (or `destination`). Whatever is logged passes the scrubber: no phones, texts or secrets. */
export function createLogger(config: Pick<RelanceConfig, 'logLevel'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      err: (error: unknown) => error,
      req: (request: unknown) => request,
      res: (response: unknown) => response,
    },
    formatters: {
      log: (line: Record<string, unknown>) => scrub(line) as Record<string, unknown>,
    },
    hooks: {
      logMethod(
        this: Logger,
        parts: Parameters<Logger['info']>,
        method: (...parts: Parameters<Logger['info']>) => void,
      ) {
        const safe = withOwnMessage(parts).map((part: unknown) => (typeof part === 'string' ? scrubText(part) : part));
        method.apply(this, safe as Parameters<Logger['info']>);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error logged alone would lend its message to the line behind the scrubber's back. */
const withOwnMessage = (parts: readonly unknown[]): unknown[] => {
  const [first, ...rest] = parts;
  return first instanceof Error && rest.length === 0 ? [{ err: first }, first.message] : [...parts];
};

/** Nest's own words through the same logger. Route listings at start are debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}
