/** Many readers, or one writer; a waiting writer goes before later readers. */
export class ReadWriteLock {
  private readers = 0;
  private isWriting = false;
  private readonly waiting: { readonly isWriter: boolean; readonly go: () => void }[] = [];

  read<T>(work: () => Promise<T>): Promise<T> {
    return this.hold(false, work);
  }

  write<T>(work: () => Promise<T>): Promise<T> {
    return this.hold(true, work);
  }

  private async hold<T>(isWriter: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.waiting.push({ isWriter, go });
      this.admit();
    });
    try {
      return await work();
    } finally {
      if (isWriter) this.isWriting = false;
      else this.readers -= 1;
      this.admit();
    }
  }

  private admit(): void {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      if (this.isWriting || (next.isWriter && this.readers > 0)) return;
      this.waiting.shift();
      if (next.isWriter) this.isWriting = true;
      else this.readers += 1;
      next.go();
    }
  }
}
