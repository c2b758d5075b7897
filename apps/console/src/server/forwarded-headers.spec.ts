import { cleanForwardedHeaders, proxiesOf } from './forwarded-headers';

const from = (remoteAddress: string, headers: Record<string, string>, trusted = '') => {
  const request = { headers: { ...headers }, socket: { remoteAddress } } as never as Parameters<
    typeof cleanForwardedHeaders
  >[0];
  cleanForwardedHeaders(request, proxiesOf(trusted));
  return request.headers;
};

describe('forwarded headers', () => {
  it('drops what a client says about itself and names the address that it really has', () => {
    const spoofed = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.test',
      forwarded: 'for=1.2.3.4',
      accept: '*/*',
    };
    expect(from('203.0.113.9', spoofed)).toEqual({ 'x-forwarded-for': '203.0.113.9', accept: '*/*' });
    expect(from('::ffff:127.0.0.1', { 'x-forwarded-for': '1.2.3.4' })).toEqual({ 'x-forwarded-for': '127.0.0.1' });
  });

  it('believes a proxy that is named, and adds its address for the next one', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'app.test' };
    const believed = { 'x-forwarded-for': '203.0.113.9, 10.1.2.3', 'x-forwarded-host': 'app.test' };
    expect(from('10.1.2.3', headers, '10.0.0.0/8')).toEqual(believed);
    expect(from('::1', headers, 'loopback')).toMatchObject({ 'x-forwarded-for': '203.0.113.9, ::1' });
    expect(from('11.1.2.3', headers, '10.0.0.0/8, loopback')).toEqual({ 'x-forwarded-for': '11.1.2.3' });
  });
});
