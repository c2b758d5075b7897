import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { type Email } from 'postal-mime';

/**
 * A real mail server on this machine. `refuse` makes it answer every mail with a temporary failure, `hold` with nothing at all: a mail
 * that is held was sent whole and never taken.
 */
export async function startMailServer(port = 0) {
  // Loaded on demand: most tests write no mail.
  const [{ SMTPServer }, { default: PostalMime }] = await Promise.all([import('smtp-server'), import('postal-mime')]);
  const mails: Email[] = [];
  let isRefusing = false;
  let refused = 0;
  let isHolding = false;
  let held = 0;
  let arrived = (): void => undefined;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (isHolding) {
          held += 1;
          return arrived();
        }
        if (isRefusing) {
          refused += 1;
          arrived();
          return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        }
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push(mail);
          done();
          arrived();
        });
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const when = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise<void>((resolve) => (arrived = resolve));
  };
  return {
    mails,
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    until: (count: number) => when(() => mails.length >= count),
    untilRefused: (count: number) => when(() => refused >= count),
    untilHeld: (count: number) => when(() => held >= count),
    refuse: (refuse: boolean) => void (isRefusing = refuse),
    hold: (hold: boolean) => void (isHolding = hold),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
