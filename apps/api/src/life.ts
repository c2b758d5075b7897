import { type Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** The operator's bound is 20 s for everything; one process keeps well inside it. */
const STOP_BOUND_MS = 8000;

/**
 * Ends the process on SIGTERM, SIGINT, or when the supervisor that started it is gone: `stop` once, bounded.
 * A second signal does not hurry it.
 */
export function endOnSignal(logger: Logger, stop: () => Promise<void>): void {
  let isEnding = false;
  const end = async (why: string) => {
    if (isEnding) return;
    isEnding = true;
    logger.info({ why }, 'ending');
    setTimeout(() => {
      logger.error('did not end in time');
      process.exit(1);
    }, STOP_BOUND_MS).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'did not end cleanly');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(signal));
  process.on('disconnect', () => void end('supervisor gone'));
}

/**
 * Baileys leaves promises of its own unhandled when a socket dies: such a rejection is logged and counted, and the
 * process lives on. An exception that nobody caught leaves unknown state: logged, then the end.
 */
export function surviveRejections(logger: Logger, metrics: Registry): void {
  const rejections = new Counter({
    name: 'relance_unhandled_rejections_total',
    help: 'Promises that were rejected and that nobody handled',
    registers: [metrics],
  });
  process.on('unhandledRejection', (reason) => {
    rejections.inc();
    logger.error({ err: reason instanceof Error ? reason : new Error(String(reason)) }, 'nobody handled a rejection');
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'nobody caught an exception; ending');
    process.exit(1);
  });
}
