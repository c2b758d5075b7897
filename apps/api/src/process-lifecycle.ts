import { once } from 'node:events';
import { type Server } from 'node:http';
import { SHUTDOWN_DEADLINE_MS, type Shutdown } from '@relance/platform';
import { type Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** After the deadline of an orderly end the process goes in any case; the operator's bound is 20 s. */
const KILL_AFTER_MS = SHUTDOWN_DEADLINE_MS + 500;

/**
 * Ends the process on SIGTERM, SIGINT, or when the supervisor that started it is gone: `stop` once, bounded. `stop` answers whether
 * everything was done in time. A second signal does not hurry it.
 */
export function endOnSignal(logger: Logger, stop: (reason: string) => Promise<boolean>): void {
  let isEnding = false;
  const end = async (reason: string) => {
    if (isEnding) return;
    isEnding = true;
    logger.info({ event: 'process.ending', reason }, 'process is ending');
    setTimeout(() => {
      logger.error({ event: 'process.end_timeout' }, 'process did not end in time; killed');
      process.exit(1);
    }, KILL_AFTER_MS).unref();
    try {
      const isClean = await stop(reason);
      logger.info({ event: 'process.ended', clean: isClean }, 'process ended');
      process.exit(isClean ? 0 : 1);
    } catch (error) {
      logger.error({ event: 'process.end_failed', err: error }, 'process did not end cleanly');
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(signal));
  process.on('disconnect', () => void end('supervisor gone'));
}

/**
 * The server's part in an orderly end: it takes no new connections at once, lets the requests that run be answered, and only then
 * cuts what is left (streams have been ended by the live hub).
 */
export function endServer(server: Server, shutdown: Shutdown): void {
  let closed: Promise<unknown> = Promise.resolve();
  shutdown.on('stopIntake', 'http server', () => {
    if (!server.listening) return;
    closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
  });
  shutdown.on('endWork', 'http requests', async (late) => {
    // A kept-alive connection becomes idle when its request has been answered.
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    late.addEventListener('abort', () => server.closeAllConnections(), { once: true });
    await closed;
    clearInterval(idle);
  });
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
    const err = reason instanceof Error ? reason : new Error(String(reason));
    logger.error({ event: 'process.unhandled_rejection', err }, 'unhandled rejection');
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ event: 'process.uncaught_exception', err: error }, 'uncaught exception; process ends');
    process.exit(1);
  });
}
