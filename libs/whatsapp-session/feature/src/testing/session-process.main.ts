import { MESSENGER, type Messenger } from '@relance/messaging';
import { startSessionApp } from './session-app.ts';

/** A process of its own for stories that kill or freeze one: prints its address, ends on SIGTERM. */
const { MONGODB_URI = '', ...environment } = process.env;
const given = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
const app = await startSessionApp(MONGODB_URI, Object.fromEntries(given), {
  write: (line) => void process.stderr.write(line),
});
app.get<Messenger>(MESSENGER).onInbound(async () => void process.stderr.write('a message was heard\n'));
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.stdout.write(`READY ${await app.getUrl()}\n`);
