import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { until } from '../src/support/wait.ts';

/** The built simulator in a process of its own, told what to do over its control surface. */
export async function startSimulatorProcess(seed: string) {
  const child = spawn(
    process.execPath,
    ['dist/libs/whatsapp-simulator/main.js', '--port', '0', '--control-port', '0', '--seed', seed, '--quiet'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  process.on('exit', () => child.kill());
  const facts = new Map<string, string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, name, value] = /^([A-Z_]+)=(.+)$/.exec(line.trim()) ?? [];
    if (name && value) facts.set(name, value);
  });
  await until('the simulator to say where it is', async () => facts.has('SIMULATOR_CONTROL_URL'));
  const controlUrl = facts.get('SIMULATOR_CONTROL_URL') ?? '';
  const call = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(
      `${controlUrl}/admin/${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T; // the control surface answers with what the caller asked for
  };
  return {
    controlUrl,
    wsUrl: facts.get('WHATSAPP_WS_URL') ?? '',
    rootPublicKeyHex: facts.get('WHATSAPP_ROOT_PUBLIC_KEY') ?? '',
    mediaCaFile: facts.get('WHATSAPP_MEDIA_CA_FILE') ?? '',
    ask: <T>(path: string) => call<T>(path),
    order: (name: string, body: unknown) => call(name, body),
    scan: (order: { qr: string; phone: string }) => call('scan', order),
    stop: async () => void child.kill('SIGTERM'),
  };
}
