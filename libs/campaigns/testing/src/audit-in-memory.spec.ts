import { type AuditEntry, asTransaction } from '@relance/platform';
import { AuditInMemory } from './audit-in-memory.ts';

const line = (action: string) => ({ action }) as AuditEntry;
const runOf = (session: { serverSession: { txnNumber: number } }) => asTransaction(session as never);

it('keeps the lines of the last run of each transaction, and every line outside of one', async () => {
  const audit = new AuditInMemory();
  const [mine, other] = [{ serverSession: { txnNumber: 3 } }, { serverSession: { txnNumber: 3 } }];
  await audit.append(line('alone'));
  await audit.append(line('first run'), runOf(mine));
  await audit.append(line('first run, second line'), runOf(mine));
  await audit.append(line('of another'), runOf(other));
  mine.serverSession.txnNumber = 4;
  await audit.append(line('second run'), runOf(mine));
  expect(audit.entries.map(({ action }) => action)).toEqual(['alone', 'of another', 'second run']);
});
