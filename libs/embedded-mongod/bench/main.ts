import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measure, type Row } from './mongod.ts';

// Figures of this engine on this machine, as ratios of one run. They say nothing about MongoDB.

const number = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));

const FILE = 'dist/bench/mongod.json';
/** Figures of the last run on this machine, by name. */
const last = new Map(rowsIn(FILE).map(({ name, value }) => [name, value]));

const line = ({ name, value, bound, isMet, check }: Row): string => {
  const before = last.get(name);
  const then = before === undefined ? '' : number(before);
  return `| ${name} | ${number(value)} | ${then} | ${bound} | ${isMet ? 'yes' : '**no**'} | ${check} |`;
};

const { values } = parseArgs({ strict: false, options: { size: { type: 'string', default: '1000000' } } });
const size = Number(values['size']);
const load = loadavg()[0] ?? 0;
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load at the start ${load.toFixed(1)}`;

console.log(
  [
    '## Embedded MongoDB engine',
    '',
    machine,
    '',
    '| What | Figure | Last run | Bound | Met | Checked |',
    '|---|---|---|---|---|---|',
  ].join('\n'),
);
const rows = await measure('dist/libs/embedded-mongod/main.js', size, (row) => console.log(line(row)));

mkdirSync('dist/bench', { recursive: true });
writeFileSync(FILE, `${JSON.stringify({ machine, size, at: new Date().toISOString(), rows }, null, 2)}\n`);

function rowsIn(file: string): readonly Row[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { rows: Row[] }).rows : []; // written above
}
