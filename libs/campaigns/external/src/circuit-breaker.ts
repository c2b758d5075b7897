/** After this many failures in a row … */
const FAILURES = 3;
/** … nobody waits for the service for so long; then one call tries it. */
const OPEN_MS = 15_000;

/** The service is there and refuses this one question: others may be answered. */
export class RefusedQuestionError extends Error {}

/**
 * Stops asking a service that does not answer, so that nobody waits for its time limit again and again. Real time. A refusal of one
 * question (RefusedQuestionError) is an answer: one owner whom the service does not know must not keep it from being asked about others.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.now() < this.openUntil) throw new Error('not asked: it did not answer a moment ago');
    // Others do not wait beside the call that tries it.
    if (this.failures >= FAILURES) this.openUntil = this.now() + OPEN_MS;
    try {
      const value = await call();
      this.isThere();
      return value;
    } catch (error) {
      if (error instanceof RefusedQuestionError) {
        this.isThere();
        throw error;
      }
      this.failures += 1;
      if (this.failures >= FAILURES) this.openUntil = this.now() + OPEN_MS;
      throw error;
    }
  }

  private isThere(): void {
    this.failures = 0;
    this.openUntil = 0;
  }
}
