import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real mail server on this machine. `refuse` makes it answer every mail with a temporary failure. */
export async function startMailServer(port = 0) {
  const mails: Email[] = [];
  let isRefusing = false;
  let refused = 0;
  let arrived = (): void => undefined;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
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
    refuse: (refuse: boolean) => void (isRefusing = refuse),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
