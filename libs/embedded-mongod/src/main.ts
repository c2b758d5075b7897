import { readFlags } from './flags.ts';
import { startServer } from './server.ts';
import { versionText } from './version.ts';

const printLine = (line: string): void => {
  console.log(JSON.stringify({ t: { $date: new Date().toISOString() }, s: 'I', msg: line }));
};

const run = async (): Promise<void> => {
  const flags = readFlags(process.argv.slice(2));
  if (flags.version) {
    console.log(`db version v${versionText}\nBuild Info: embedded engine (LMDB storage), not MongoDB's own server`);
    return;
  }
  const server = await startServer(flags, printLine);
  let isClosing = false;
  const close = (code: number): void => {
    if (isClosing) return;
    isClosing = true;
    server.close().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => close(0));
  process.on('SIGTERM', () => close(0));
  process.on('SIGHUP', () => close(0));
  server.engine.onShutdown = () => close(0);
  server.engine.onFatal = (error) => {
    console.error(error);
    process.exit(14);
  };
  printLine(`Waiting for connections: waiting for connections on port ${server.port}`);
  if (server.engine.replicaSet.isMember && server.engine.replicaSet.isPrimary) {
    printLine('transition to primary complete; database writes are now permitted');
  }
};

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof Error && error.name === 'FlagError' ? 2 : 100);
});
