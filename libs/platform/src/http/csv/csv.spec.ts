import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { type AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import { type Response } from 'express';
import { csvText } from './csv-cells.ts';
import { csvStream, sendCsv } from './csv-response.ts';

async function* batchesOf<T>(...batches: (readonly T[])[]) {
  yield* batches;
}
const textOf = async (stream: AsyncIterable<unknown>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
};

describe('a CSV cell', () => {
  it.each(['=1+1', '+1+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '＝1', '+33 6 12', '+abc', '\t'])(
    'that a spreadsheet would compute gets an apostrophe: %j',
    (text) => expect(csvText(text)).toBe(`'${text}`),
  );
  it.each(['+2336123456', '+237699000112', '+237…12', 'Awa = Binta', 'a-b', '', 'été'])('stays as it is: %j', (text) =>
    expect(csvText(text)).toBe(text),
  );
  it('of a number may be below zero', () => expect(csvText(-5)).toBe('-5'));
});

/** Texts of what matters to a file: separators, quotes, line ends, beginnings of formulas, and plain words. */
const cellText = fc.oneof(
  fc.string({
    unit: fc.constantFrom(',', ';', '|', '\t', '"', "'", '\n', '\r', '=', '+', '7', 'a', 'é', ' '),
    maxLength: 6,
  }),
  fc.constantFrom('', 'Awa', '+237699000112', '2026-01-01T00:00:00.000Z', '€uro', '😀'),
);

describe('a CSV file', () => {
  const columns = { name: (row: { name: string }) => row.name, at: () => new Date(0) };

  it('keeps quotes, separators and line breaks, with a byte order mark and another separator when asked', async () => {
    const names = ['a;b', 'say "hi"', 'two\nlines', '=cmd'];
    const rows = names.map((name) => ({ name }));
    const text = await textOf(
      csvStream(
        { name: 'x', columns, batches: batchesOf(rows.slice(0, 3), [], rows.slice(3)) },
        { bom: '1', sep: ';' },
      ),
    );
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const back = parse(text, { bom: true, delimiter: ';', columns: true }) as { name: string; at: string }[];
    expect(back.map(({ name }) => name)).toEqual([...names.slice(0, 3), "'=cmd"]);
    expect(back[0]?.at).toBe('1970-01-01T00:00:00.000Z');
  });

  it.each([',', ';', '|', 'tab'] as const)(
    'separated by "%s" reads back as what was written, whatever a cell holds',
    (sep) =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(cellText, cellText, cellText), { maxLength: 12 }), async (rows) => {
          const texts = { a: (row: string[]) => row[0], b: (row: string[]) => row[1], c: (row: string[]) => row[2] };
          const text = await textOf(csvStream({ name: 'x', columns: texts, batches: batchesOf(rows) }, { sep }));
          const delimiter = sep === 'tab' ? '\t' : sep;
          expect(text).toBe(stringify([['a', 'b', 'c'], ...rows.map((row) => row.map(csvText))], { delimiter }));
          const back = parse(text, { delimiter, record_delimiter: '\n' }) as string[][];
          expect(back.slice(1)).toEqual(rows.map((row) => row.map(csvText)));
        }),
        { numRuns: 50 },
      ),
  );

  it('of no rows has its header', async () => {
    expect(await textOf(csvStream({ name: 'x', columns, batches: batchesOf<{ name: string }>() }))).toBe('name,at\n');
  });

  it('is read no faster than the client takes it, and no more once the client has left', async () => {
    let made = 0;
    let isEnded = false;
    async function* endless() {
      try {
        for (;;) {
          made += 1;
          yield [{ name: 'x'.repeat(1000) }];
        }
      } finally {
        isEnded = true;
      }
    }
    const server = createServer((_, response) => {
      const express = Object.assign(response, { status: () => express }) as unknown as Response;
      void sendCsv(express, { name: 'x', columns, batches: endless() });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const request = get({ port: (server.address() as AddressInfo).port });
    const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
    expect(response.headers['content-length']).toBeUndefined();
    response.pause();
    for (let turn = 0, before = -1; turn < 200; turn = before === made ? turn + 1 : 0) {
      before = made;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(made).toBeLessThan(20_000);
    response.destroy();
    while (!isEnded) await new Promise((resolve) => setImmediate(resolve));
    server.close();
  });

  /** A client that leaves while no row was found yet; resolves when the rows are ended. */
  async function leaveBeforeRows(rows: (left: Promise<unknown>) => AsyncIterable<readonly { name: string }[]>) {
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    async function* watched(left: Promise<unknown>) {
      try {
        yield* rows(left);
      } finally {
        end();
      }
    }
    const server = createServer((_, response) => {
      const express = Object.assign(response, { status: () => express }) as unknown as Response;
      void sendCsv(express, { name: 'x', columns, batches: watched(once(response, 'close')) });
      request.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const request = get({ port: (server.address() as AddressInfo).port }).on('error', () => undefined);
    await ended;
    server.close();
  }

  it('is ended for a client that left before its first rows were found', async () => {
    await leaveBeforeRows(async function* (left) {
      await left;
      yield [{ name: 'Awa' }];
      throw new Error('rows were read for nobody');
    });
  });

  it('is ended for a client that left while rows were looked for in vain', async () => {
    await leaveBeforeRows(async function* () {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        yield [];
      }
    });
  });
});
