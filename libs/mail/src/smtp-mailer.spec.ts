import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { SmtpMailer } from './smtp-mailer.ts';

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

async function mailServer(refuse: (address: string) => boolean = () => false) {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(refuse(address) ? new Error('no such mailbox') : null),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks));
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  return { received, url: `smtp://127.0.0.1:${port}` };
}

const mailer = (smtpUrl: string | null, from: string | null = 'Relance <reports@relance.test>') => {
  const made = new SmtpMailer({ smtpUrl, from });
  closing.push(() => made.close());
  return made;
};

describe('mail', () => {
  it('arrives with both texts and its attachment, in any alphabet', async () => {
    const { url, received } = await mailServer();
    const outcome = await mailer(url).send({
      to: ['awa@example.com', 'binta@example.com'],
      subject: 'Rapport : été',
      text: 'Bonjour é',
      html: '<p>Bonjour é</p>',
      attachments: [{ filename: 'report.csv', contentType: 'text/csv; charset=utf-8', content: 'nom\r\nÉva\r\n' }],
      id: 'report-1',
    });
    expect(outcome).toMatchObject({ ok: true });
    const mail = await PostalMime.parse(received[0] ?? Buffer.alloc(0));
    expect(mail).toMatchObject({
      subject: 'Rapport : été',
      from: { address: 'reports@relance.test' },
      messageId: '<report-1@relance.test>',
      text: expect.stringContaining('Bonjour é'),
      html: expect.stringContaining('<p>Bonjour é</p>'),
    });
    expect(new TextDecoder().decode(mail.attachments[0]?.content as ArrayBuffer)).toBe('nom\r\nÉva\r\n');
  });

  it('that is refused for one recipient is told as not sent', async () => {
    const { url } = await mailServer((address) => address.startsWith('gone'));
    expect(await mailer(url).send({ to: ['gone@example.com'], subject: 's', text: 't' })).toMatchObject({ ok: false });
    expect(
      await mailer(url).send({ to: ['a@example.com', 'gone@example.com'], subject: 's', text: 't' }),
    ).toMatchObject({
      ok: false,
      error: 'refused for 1 of 2 recipients',
    });
  });

  it('to a server that is not there, or none at all, is an answer and no exception', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    expect(await mailer(`smtp://127.0.0.1:${port}`).send({ to: ['a@b.test'], subject: 's', text: 't' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('ECONNREFUSED'),
    });
    expect(mailer(null).isConfigured).toBe(false);
    expect(await mailer(null).send({ to: ['a@b.test'], subject: 's', text: 't' })).toMatchObject({ ok: false });
  });
});
