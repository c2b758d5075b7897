import { type AuditEntry, type AuditWriter, sessionOf } from '@relance/platform';

/**
 * The audit of a test: its lines in the order in which they were written. A transaction that met another one is run again
 * (MongoDB's drivers do so with `TransientTransactionError`); as in a database, only the lines of its last run stay.
 */
export class AuditInMemory implements AuditWriter {
  readonly entries: AuditEntry[] = [];
  /** Of a line written in a transaction: its session, and the number of the run in it. */
  private readonly runs = new WeakMap<AuditEntry, { readonly session: object; readonly run: number }>();

  async append(entry: AuditEntry, transaction?: Parameters<AuditWriter['append']>[1]): Promise<void> {
    const session = sessionOf(transaction);
    if (session) {
      const run = session.serverSession?.txnNumber ?? 0;
      this.forgetBefore(session, run);
      this.runs.set(entry, { session, run });
    }
    this.entries.push(entry);
  }

  private forgetBefore(session: object, run: number): void {
    for (const entry of [...this.entries]) {
      const written = this.runs.get(entry);
      if (written?.session === session && written.run < run) this.entries.splice(this.entries.indexOf(entry), 1);
    }
  }
}
