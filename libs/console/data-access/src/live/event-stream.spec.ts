import { eventParser, type StreamEvent } from './event-stream.ts';

function parsed(...chunks: string[]): (StreamEvent | null)[] {
  const events: (StreamEvent | null)[] = [];
  const parse = eventParser((event) => events.push(event));
  chunks.forEach(parse);
  return events;
}

describe('eventParser', () => {
  it('reads name, id and data', () => {
    expect(parsed('event: campaign.updated\nid: 7\ndata: {"id":"a"}\n\n')).toEqual([
      { name: 'campaign.updated', id: '7', data: '{"id":"a"}' },
    ]);
  });

  it('reads an event that is cut anywhere, also inside a line end', () => {
    const text = 'event: audit\r\nid: 8\r\ndata: x\r\n\r\n';
    for (let cut = 1; cut < text.length; cut += 1) {
      expect(parsed(text.slice(0, cut), text.slice(cut))).toEqual([{ name: 'audit', id: '8', data: 'x' }]);
    }
  });

  it('joins several data lines and keeps the last id for later events', () => {
    expect(parsed('id: 1\ndata: a\ndata: b\n\ndata: c\n\n')).toEqual([
      { name: 'message', id: '1', data: 'a\nb' },
      { name: 'message', id: '1', data: 'c' },
    ]);
  });

  it('tells a heartbeat comment from an event', () => {
    expect(parsed(': still here\n\n')).toEqual([null]);
  });
});
