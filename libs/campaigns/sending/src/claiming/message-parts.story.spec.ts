import { type SendOutcome } from '@relance/messaging';
import { aCampaignFor, accepted, engineTestEnv, anOwner, aPhone, eventually } from '@relance/campaigns-testing';

const env = engineTestEnv();
const long = 'x'.repeat(1025);
let files = 0;

/** A campaign of one contact whose first day is a document and a text too long for its caption, or what a story says. */
async function aDayOf(fr: string, count = 1) {
  const [owner, phone] = [anOwner(), aPhone()];
  const { id, api } = await aCampaignFor(env, owner, [phone]);
  const mediaIds: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const stored = await api.upload('/media', Buffer.from(`%PDF-1.4 number ${(files += 1)}`), `${each}.pdf`);
    mediaIds.push(stored.body.data.id);
  }
  const customMessages = [{ dayNumber: 1, messageTemplate: { fr }, mediaIds }];
  expect((await api.patch(`/campaigns/${id}`, { customMessages })).status).toBe(200);
  const sent = () => env.messenger.sent.filter((message) => message.phone === phone);
  const start = async (script: (nth: number) => SendOutcome) => {
    let nth = 0;
    env.messenger.script = ({ phone: to }) => (to === phone ? script((nth += 1)) : accepted);
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
  };
  const shapes = () => sent().map(({ text, media }) => [text.length, media?.kind ?? 'text']);
  return { owner, phone, id, api, sent, start, shapes };
}

const unknown: SendOutcome = { kind: 'unknown', reason: 'ack_timeout' };
const refused = (code: number): SendOutcome => ({ kind: 'refused', code, at: new Date() });

describe('a day with files', () => {
  it('is one message when the text is a caption', async () => {
    const day = await aDayOf('Regardez {{name}}');
    await day.start(() => accepted);
    await eventually(async () => expect((await env.campaign(day.id)).messages.sent).toBe(1));
    expect(day.shapes()).toEqual([['Regardez Person 1'.length, 'document']]);
  });

  it('is several messages and one delivery when there are several files, or the text is too long', async () => {
    const day = await aDayOf(long, 2);
    await day.start(() => accepted);
    await eventually(async () => expect((await env.campaign(day.id)).messages.sent).toBe(1));
    expect(day.shapes()).toEqual([
      [0, 'document'],
      [0, 'document'],
      [1025, 'text'],
    ]);
    const ids = day.sent().map(({ waMessageId }) => waMessageId);
    const [target] = await env.targetsOf(day.id);
    expect(target).toMatchObject({ currentDay: 2, status: 'active' });

    // It is as far as its part that is least far.
    await env.messenger.receive(day.owner, ids[0] ?? '', 'read');
    await env.messenger.receive(day.owner, ids[1] ?? '', 'delivered');
    await env.settled();
    expect((await env.campaign(day.id)).messages).toMatchObject({ sent: 1, delivered: 0, read: 0 });
    await env.messenger.receive(day.owner, ids[2] ?? '', 'delivered');
    await eventually(async () => expect((await env.campaign(day.id)).messages).toMatchObject({ delivered: 1 }));
    await env.messenger.receive(day.owner, ids[1] ?? '', 'read');
    await env.messenger.receive(day.owner, ids[2] ?? '', 'read');
    await eventually(async () => expect((await env.campaign(day.id)).messages).toMatchObject({ read: 1 }));
    expect((await env.targetsOf(day.id))[0]?.days).toMatchObject([{ day: 1, state: 'read' }]);
  });

  it('goes on with the part that was refused, and never repeats the one that arrived', async () => {
    const day = await aDayOf(long);
    await day.start((nth) => (nth === 2 ? refused(500) : accepted));
    await eventually(async () => expect((await env.campaign(day.id)).messages).toMatchObject({ refused: 1 }));
    env.advance(3_600_000);
    await eventually(async () => expect((await env.targetsOf(day.id))[0]).toMatchObject({ currentDay: 2 }));
    expect(day.shapes()).toEqual([
      [0, 'document'],
      [1025, 'text'],
      [1025, 'text'],
    ]);
    const [file, first, second] = day.sent().map(({ waMessageId }) => waMessageId);
    expect(first).not.toBe(second);
    await env.messenger.receive(day.owner, file ?? '', 'delivered');
    await env.messenger.receive(day.owner, second ?? '', 'delivered');
    await eventually(async () =>
      expect((await env.targetsOf(day.id))[0]?.days).toMatchObject([{ day: 1, state: 'delivered' }]),
    );
  });

  it('does not begin a part after one that is uncertain, and sends it when the first turns out to have arrived', async () => {
    const day = await aDayOf(long);
    await day.start((nth) => (nth === 1 ? unknown : accepted));
    await eventually(async () => expect((await env.campaign(day.id)).counts).toMatchObject({ unknown: 1 }));
    expect(day.shapes()).toEqual([[0, 'document']]);
    await env.messenger.receive(day.owner, day.sent()[0]?.waMessageId ?? '', 'delivered');
    await eventually(async () => expect((await env.targetsOf(day.id))[0]).toMatchObject({ status: 'active' }));
    env.advance(3_600_000);
    await eventually(async () => expect((await env.targetsOf(day.id))[0]).toMatchObject({ currentDay: 2 }));
    expect(day.shapes()).toEqual([
      [0, 'document'],
      [1025, 'text'],
    ]);
  });

  it('leaves nothing behind when nothing of it left', async () => {
    const day = await aDayOf(long);
    await day.start((nth) => (nth === 1 ? { kind: 'not_sent', reason: 'sender_unavailable' } : accepted));
    await eventually(() => expect(day.sent()).toHaveLength(1));
    await env.settled();
    await env.messenger.link(day.owner);
    env.advance(1000);
    await eventually(async () => expect((await env.campaign(day.id)).messages).toMatchObject({ sent: 1, failed: 0 }));
    expect(day.shapes()).toEqual([
      [0, 'document'],
      [0, 'document'],
      [1025, 'text'],
    ]);
  });

  it('says the words of now: an edited template is used for the days that were not sent yet', async () => {
    const [owner, phone] = [anOwner(), aPhone()];
    const { id, api } = await aCampaignFor(env, owner, [phone]);
    await api.patch(`/campaigns/${id}`, { customMessages: [] });
    await api.put('/templates/1', { messageTemplate: { fr: 'le mien', en: 'mine' } });
    await env.messenger.link(owner);
    await api.post(`/campaigns/${id}/start`);
    await eventually(() => expect(env.sentTo(phone)).toEqual(['mine']));
    await env.settled();
    await api.put('/templates/2', { messageTemplate: { fr: 'vieux', en: 'old' } });
    await api.put('/templates/2', { messageTemplate: { fr: 'neuf', en: 'new for {{name}} of {{owner.name}}' } });
    env.advance(24 * 3_600_000);
    await eventually(async () => {
      expect(env.sentTo(phone)).toEqual(['mine', `new for Person 1 of Name of ${owner}`]);
    });
  });
});
