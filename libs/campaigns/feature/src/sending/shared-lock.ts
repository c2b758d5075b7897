/**
 * Many may share, or one has it alone; who waits alone goes before later sharers. Keeps one batch of results and the intents of
 * this process from running into each other's write conflicts; between processes the database decides.
 */
export class SharedLock {
  private sharers = 0;
  private isAlone = false;
  private readonly waiting: { readonly alone: boolean; readonly go: () => void }[] = [];

  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.hold(false, work);
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.hold(true, work);
  }

  private async hold<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.waiting.push({ alone, go });
      this.admit();
    });
    try {
      return await work();
    } finally {
      if (alone) this.isAlone = false;
      else this.sharers -= 1;
      this.admit();
    }
  }

  private admit(): void {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      if (this.isAlone || (next.alone && this.sharers > 0)) return;
      this.waiting.shift();
      if (next.alone) this.isAlone = true;
      else this.sharers += 1;
      next.go();
    }
  }
}
