import { Ledger } from './ledger.ts';

describe('the ledger', () => {
  const received = (id: string, to = 'x', retryResend = false) => ({
    account: 'a',
    to,
    toJid: `${to}@s.whatsapp.net`,
    id,
    type: 'text',
    retryResend,
    tctoken: false,
  });
  const shown = (ledger: Ledger, id: string, text: string, to?: string) =>
    Object.assign(ledger.add(received(id, to)), { text, shown: true });

  it('marks an id that the same account sent before, and no other account', () => {
    const ledger = new Ledger();
    expect(
      [ledger.add(received('1')), ledger.add(received('1')), ledger.add({ ...received('1'), account: 'b' })].map(
        (entry) => entry.repeated,
      ),
    ).toEqual([false, true, false]);
  });

  it('counts resends that were asked for neither as repeated ids nor as repeated texts', () => {
    const ledger = new Ledger();
    Object.assign(ledger.add(received('1')), { text: 'hi' });
    Object.assign(ledger.add(received('1', 'x', true)), { text: 'hi', shown: true });
    expect(ledger.duplicates()).toEqual({ repeatedIds: [], repeatedTexts: [] });
  });

  it('finds the same text shown twice to one contact, not to two', () => {
    const ledger = new Ledger();
    shown(ledger, '1', 'day one', 'x');
    shown(ledger, '2', 'day one', 'y');
    expect(ledger.duplicates().repeatedTexts).toEqual([]);
    shown(ledger, '3', 'day one', 'x');
    expect(ledger.duplicates().repeatedTexts).toEqual([{ account: 'a', to: 'x', text: 'day one', ids: ['1', '3'] }]);
  });

  it('filters by each of its fields', () => {
    const ledger = new Ledger();
    shown(ledger, '1', 'one', 'x');
    const second = shown(ledger, '2', 'two', 'y');
    const ids = (filter: Parameters<Ledger['entries']>[0]) => ledger.entries(filter).map((entry) => entry.id);
    expect([ids({ to: 'x' }), ids({ id: '2' }), ids({ text: 'two' }), ids({ account: 'b' }), ids({})]).toEqual([
      ['1'],
      ['2'],
      ['2'],
      [],
      ['1', '2'],
    ]);
    expect(ids({ since: new Date(second.receivedAt.getTime() + 1) })).toEqual([]);
  });
});
