import { type Logger } from 'pino';

export type Handler<T> = (value: T) => Promise<void> | void;

/** Who wants to know. Each is awaited; one that fails is logged and disturbs nobody. */
export class Handlers<T> {
  private readonly handlers = new Set<Handler<T>>();

  constructor(
    private readonly name: string,
    private readonly logger: Logger,
  ) {}

  add(handler: Handler<T>): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  /** Tells all; resolves once each has taken it. Rejects when one failed, or when nobody listens. */
  async deliver(value: T): Promise<void> {
    if (this.handlers.size === 0) throw new Error(`nobody listens to ${this.name}`);
    await Promise.all([...this.handlers].map((handler) => handler(value)));
  }

  async tell(value: T): Promise<void> {
    await Promise.all(
      [...this.handlers].map(async (handler) => {
        try {
          await handler(value);
        } catch (error) {
          this.logger.error({ event: 'session.handler_failed', err: error, handler: this.name }, 'handler failed');
        }
      }),
    );
  }
}
