import { Injectable } from '@nestjs/common';
import { type OwnerId } from '@relance/kernel';
import { SessionSignals } from './session-signals.ts';

/** Waits for something to become true of a session that this process works on. */
@Injectable()
export class SessionStateWaiter {
  constructor(private readonly signals: SessionSignals) {}

  /** The first value that `look` finds, looked for now and after each change; null when the time is over. */
  until<T>(ownerId: OwnerId, look: () => T | null, withinMs: number): Promise<T | null> {
    const found = look();
    if (found !== null) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const end = (value: T | null) => {
        clearTimeout(timer);
        stop();
        resolve(value);
      };
      const timer = setTimeout(() => end(null), withinMs);
      const stop = this.signals.changed.add((changed) => {
        if (changed !== ownerId) return;
        try {
          const value = look();
          if (value !== null) end(value);
        } catch (error) {
          clearTimeout(timer);
          stop();
          reject(error as Error);
        }
      });
    });
  }
}
