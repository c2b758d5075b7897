// Loaded before a program that is measured (`--import`): what it does in its life, or with PROFILE_BY_SIGNAL=1 between two SIGUSR2,
// goes to PROFILE_DIR, named after its main file: a CPU profile, and of the API the commands that it sends, by name and collection.
// `--cpu-prof` is not taken from NODE_OPTIONS.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const folder = process.env.PROFILE_DIR;
const program = process.argv[1] ?? '';
const isApi = /dist\/apps\/api\/main\.js$/.test(program);
if (folder && (isApi || /dist\/libs\/embedded-mongod\/main\.js$/.test(program))) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  const counts = isApi ? countedCommands(createRequire(program)('mongodb')) : null;
  let isMeasuring = false;
  const begin = () => {
    isMeasuring = true;
    for (const label of Object.keys(counts ?? {})) delete counts[label];
    session.post('Profiler.start');
  };
  const end = () => {
    isMeasuring = false;
    mkdirSync(folder, { recursive: true });
    if (counts) {
      const sorted = Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
      writeFileSync(join(folder, `commands-${process.pid}.json`), JSON.stringify(sorted, null, 1));
    }
    session.post('Profiler.stop', (error, answer) => {
      const name = `${basename(dirname(program))}-${process.pid}.cpuprofile`;
      if (!error) writeFileSync(join(folder, name), JSON.stringify(answer.profile));
    });
  };
  if (process.env.PROFILE_BY_SIGNAL) process.on('SIGUSR2', () => (isMeasuring ? end() : begin()));
  else begin();
  process.on('exit', () => isMeasuring && end());
}

/** Counts every command from here on. */
function countedCommands({ MongoClient }) {
  const counts = {};
  const connect = MongoClient.prototype.connect;
  MongoClient.prototype.connect = function (...given) {
    if (!this.isCounted) {
      this.isCounted = true;
      this.options.monitorCommands = true;
      // What ends a transaction is counted by the collections of its first command.
      const begun = new Map();
      this.on('commandStarted', ({ commandName, command }) => {
        const to =
          command.nsInfo?.map(({ ns }) => ns.split('.')[1]).join('+') ?? command.collection ?? command[commandName];
        const transaction = command.autocommit === false && `${command.lsid.id.toString('hex')}/${command.txnNumber}`;
        if (command.startTransaction) begun.set(transaction, to);
        const isEnd = ['commitTransaction', 'abortTransaction'].includes(commandName);
        const named = isEnd ? begun.get(transaction) : to;
        if (isEnd) begun.delete(transaction);
        // What a question asks by tells questions for one collection apart.
        const by = command.filter ? ` by ${Object.keys(command.filter).join(', ')}` : '';
        const label = `${commandName} ${typeof named === 'string' ? named : ''}${by}`;
        counts[label] = (counts[label] ?? 0) + 1;
      });
    }
    return connect.apply(this, given);
  };
  return counts;
}
