import { framed, FrameReader, WA_HEADER } from './frame-reader.ts';

describe('the frames of a client', () => {
  const routing = (info: Buffer) => Buffer.concat([Buffer.from('ED'), Buffer.from([0, 1, 0, 0, info.length]), info]);

  it('are found whatever pieces the stream comes in', () => {
    const stream = Buffer.concat([
      WA_HEADER,
      framed(Buffer.from('one')),
      framed(Buffer.from('')),
      framed(Buffer.from('three')),
    ]);
    for (const size of [1, 2, 3, 5, stream.length]) {
      const reader = new FrameReader();
      const frames: Buffer[] = [];
      for (let at = 0; at < stream.length; at += size) frames.push(...reader.push(stream.subarray(at, at + size)));
      expect(frames.map(String)).toEqual(['one', '', 'three']);
    }
  });

  it('may have routing information before them', () => {
    const reader = new FrameReader();
    const info = Buffer.from([8, 8, 8, 5]);
    expect(reader.push(Buffer.concat([routing(info), WA_HEADER, framed(Buffer.from('hello'))])).map(String)).toEqual([
      'hello',
    ]);
    expect(reader.routingInfo).toEqual(info);
  });

  it('are refused when the stream begins otherwise', () => {
    expect(() => new FrameReader().push(Buffer.from('GET / HTTP/1.1'))).toThrow('WA 06 03');
  });
});
