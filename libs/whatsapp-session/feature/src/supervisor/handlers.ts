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

  async tell(value: T): Promise<void> {
    await Promise.all(
      [...this.handlers].map(async (handler) => {
        try {
          await handler(value);
        } catch (error) {
          this.logger.error({ err: error, handler: this.name }, 'a handler failed');
        }
      }),
    );
  }
}
