import { parseArgs } from 'node:util';
import { startSimulator } from './simulator.ts';

const USAGE = `Usage: simulator [--port 4600] [--control-port 4601] [--media-port 0] [--host 127.0.0.1]
                 [--seed relance] [--data-dir folder] [--delivery-ms 20] [--read-ms 60] [--quiet]`;

// libsignal is not used here, but Baileys' parts may print; standard output is for the lines below only.
console.info = () => undefined;

function wholeNumber(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given)) throw new Error(`--${name} takes a whole number, not "${given}"`);
  return Number(given);
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      port: text,
      'control-port': text,
      'media-port': text,
      host: text,
      seed: text,
      'data-dir': text,
      'delivery-ms': text,
      'read-ms': text,
      quiet: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);
  const number = (name: 'port' | 'control-port' | 'media-port' | 'delivery-ms' | 'read-ms') =>
    wholeNumber(name, values[name]);
  const given = {
    port: number('port') ?? 4600,
    controlPort: number('control-port') ?? 4601,
    mediaPort: number('media-port'),
    host: values.host,
    seed: values.seed,
    dataDir: values['data-dir'],
    deliveryMs: number('delivery-ms'),
    readMs: number('read-ms'),
    log: values.quiet ? undefined : (line: string) => console.error(`simulator · ${line}`),
  };
  const simulator = await startSimulator(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  console.log(`WHATSAPP_WS_URL=${simulator.wsUrl}`);
  console.log(`WHATSAPP_ROOT_PUBLIC_KEY=${simulator.rootPublicKeyHex}`);
  console.log(`WHATSAPP_MEDIA_CA_FILE=${simulator.mediaCaFile}`);
  console.log(`SIMULATOR_CONTROL_URL=${simulator.controlUrl}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(`simulator: ${error instanceof Error ? error.message : String(error)}`);
  console.error(USAGE);
  process.exit(1);
});
