import { Writable } from 'node:stream';
import { createLogger } from './logger.ts';
import { maskPhone } from '@relance/kernel';

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  write(createLogger({ logLevel: 'info' }, sink));
  return JSON.parse(text) as Record<string, unknown>;
};

const PHONE = '+237699000112';

describe('the log', () => {
  it('keeps ids and says when, at which level, and what', () => {
    const line = logged((logger) => logger.warn({ ownerId: '10000000001', requestId: 'r-1', count: 3 }, 'pacing'));
    expect(line).toMatchObject({ level: 40, ownerId: '10000000001', requestId: 'r-1', count: 3, msg: 'pacing' });
    expect(String(line['time'])).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it.each([
    ['a sentence', (l: ReturnType<typeof createLogger>) => l.info(`sent to ${PHONE}`)],
    [
      'a WhatsApp address',
      (l: ReturnType<typeof createLogger>) => l.info({ to: '237699000112@s.whatsapp.net' }, 'sent'),
    ],
    [
      'an address of a device',
      (l: ReturnType<typeof createLogger>) => l.info({ to: '237699000112:3@s.whatsapp.net' }, 'x'),
    ],
    ['a nested field', (l: ReturnType<typeof createLogger>) => l.info({ contact: { phone: PHONE } }, 'x')],
    ['a list', (l: ReturnType<typeof createLogger>) => l.info({ numbers: [PHONE] }, 'x')],
    [
      'an error and its cause',
      (l: ReturnType<typeof createLogger>) => l.error({ err: new Error('no', { cause: new Error(PHONE) }) }, 'x'),
    ],
    ['an error given alone', (l: ReturnType<typeof createLogger>) => l.error(new Error(`number ${PHONE}`))],
    ['a formatted message', (l: ReturnType<typeof createLogger>) => l.info('number %s', PHONE)],
  ])('holds no phone number from %s', (_, write) => {
    expect(JSON.stringify(logged(write))).not.toContain('99000112');
  });

  it.each([
    'password',
    'token',
    'authorization',
    'text',
    'messageTemplate',
    'qrText',
    'pairingCode',
    'creds',
    'secret',
  ])('blanks %s', (key) => {
    const line = logged((logger) => logger.info({ body_: { [key]: 'Bonjour Awa' } }, 'x'));
    expect(line).toMatchObject({ body_: { [key]: '[redacted]' } });
  });

  it('holds no bytes and no credentials of an address', () => {
    const line = logged((logger) =>
      logger.info({ blob: Buffer.from('private'), where: 'mongodb://user:hunter2@db.test/relance' }, 'x'),
    );
    expect(line).toMatchObject({ blob: '7 bytes', where: 'mongodb://…@db.test/relance' });
  });

  it('masks a number so that two can be told apart', () => {
    expect(maskPhone(PHONE)).toBe('+237…12');
    expect(maskPhone('123')).toBe('…');
  });
});
