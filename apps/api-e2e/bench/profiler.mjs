// Loaded before a program that is measured (`--import`): a CPU profile of its whole life in PROFILE_DIR when it ends, named after
// its main file. `--cpu-prof` is not taken from NODE_OPTIONS.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const folder = process.env.PROFILE_DIR;
const program = process.argv[1] ?? '';
if (folder && /dist\/(apps\/api|libs\/embedded-mongod)\/main\.js$/.test(program)) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  session.post('Profiler.start');
  process.on('exit', () => {
    session.post('Profiler.stop', (error, answer) => {
      if (error) return;
      mkdirSync(folder, { recursive: true });
      const name = `${basename(dirname(program))}-${process.pid}.cpuprofile`;
      writeFileSync(join(folder, name), JSON.stringify(answer.profile));
    });
  });
}

// The commands that the API sends, by name and collection: how many of each.
if (folder && /dist\/apps\/api\/main\.js$/.test(program)) {
  const { MongoClient } = createRequire(program)('mongodb');
  const counts = {};
  const connect = MongoClient.prototype.connect;
  MongoClient.prototype.connect = function (...given) {
    if (!this.isCounted) {
      this.isCounted = true;
      this.options.monitorCommands = true;
      this.on('commandStarted', ({ commandName, command }) => {
        const to =
          command.nsInfo?.map(({ ns }) => ns.split('.')[1]).join('+') ?? command.collection ?? command[commandName];
        const label = `${commandName} ${typeof to === 'string' ? to : ''}`;
        counts[label] = (counts[label] ?? 0) + 1;
      });
    }
    return connect.apply(this, given);
  };
  process.on('exit', () => {
    const sorted = Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
    writeFileSync(join(folder, `commands-${process.pid}.json`), JSON.stringify(sorted, null, 1));
  });
}
