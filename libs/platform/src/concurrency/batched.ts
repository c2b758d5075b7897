/** A question that waits for the end of the event loop's turn. */
type Asked<Question, Answer> = {
  readonly question: Question;
  readonly resolve: (answer: Answer | PromiseLike<Answer>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Has questions that are asked in the same turn of the event loop answered together: one command for what several senders want to
 * know at the same moment. Nothing is answered from before: `answer` is called after each of its questions was asked.
 */
export class Batched<Question, Answer> {
  private waiting: Asked<Question, Answer>[] = [];
  private running = 0;

  /**
   * @param answer answers in the order of the questions; an answer that is a promise rejects for its own question alone, `answer`
   * itself for all of them.
   * @param limits `max`: questions in one call; of more, each such group is a call of its own. `oneAtATime`: what is asked while a call runs waits for its end, and goes together then.
   */
  constructor(
    private readonly answer: (questions: readonly Question[]) => Promise<readonly (Answer | Promise<Answer>)[]>,
    private readonly limits: { readonly max: number; readonly oneAtATime?: boolean },
  ) {}

  /** `soon`: it does not wait for the end of the turn, only for what the present callback still asks; what waits goes with it. */
  ask(question: Question, { soon = false } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (soon) queueMicrotask(() => this.askWaiting());
      else if (this.waiting.length === 1) setImmediate(() => this.askWaiting());
    });
  }

  private askWaiting(): void {
    while (this.waiting.length > 0 && !(this.limits.oneAtATime && this.running > 0))
      void this.askTogether(this.waiting.splice(0, this.limits.max));
  }

  /** Never rejects: each asker is told. */
  private async askTogether(asked: readonly Asked<Question, Answer>[]): Promise<void> {
    this.running += 1;
    try {
      const answers = await this.answer(asked.map(({ question }) => question));
      // There is an answer for each question.
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer | Promise<Answer>);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    } finally {
      this.running -= 1;
      if (this.limits.oneAtATime) this.askWaiting();
    }
  }
}
