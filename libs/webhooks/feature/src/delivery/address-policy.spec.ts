import { addressRefusal, hostRefusal } from './address-policy.ts';

const refusedWith = (allowPrivate: boolean) => (address: string) => addressRefusal(address, { allowPrivate }) !== null;

describe('webhook addresses', () => {
  const never = [
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['link-local', '169.254.1.1'],
    ['metadata', '169.254.169.254'],
    ['metadata in IPv6', 'fd00:ec2::254'],
    ['metadata in the shared range', '100.100.100.200'],
    ['metadata at a public address', '168.63.129.16'],
    ['metadata mapped', '::ffff:169.254.169.254'],
    ['metadata by NAT64', '64:ff9b::a9fe:a9fe'],
    ['metadata by 6to4', '2002:a9fe:a9fe::1'],
    ['metadata in the form of an IPv4-compatible address', '::a9fe:a9fe'],
    ['link-local with zone', 'fe80::1%eth0'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['no address', 'example.com'],
  ] as const;
  it.each(never)('%s: %s is always refused', (_, address) => {
    expect(refusedWith(true)(address)).toBe(true);
    expect(refusedWith(false)(address)).toBe(true);
  });

  const inside = [
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::10.0.0.1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ];
  it.each(inside)('%s only where private addresses are allowed', (address) => {
    expect(refusedWith(false)(address)).toBe(true);
    expect(refusedWith(true)(address)).toBe(false);
  });

  it.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is public', (address) => {
    expect(refusedWith(false)(address)).toBe(false);
  });
});

describe('a host, before its name is resolved', () => {
  it.each(['localhost', 'LOCALHOST.', 'api.localhost', '127.0.0.1', '[::1]'])(
    '%s is refused unless private ones may be',
    (host) => {
      expect(hostRefusal(host, { allowPrivate: false })).toMatch(/private/);
      expect(hostRefusal(host, { allowPrivate: true })).toBeNull();
    },
  );

  it.each(['metadata.google.internal', 'metadata', '169.254.169.254'])('%s is refused always', (host) => {
    expect(hostRefusal(host, { allowPrivate: true })).toMatch(/metadata/);
  });

  it.each(['example.com', 'notlocalhost', 'localhost.example.com', 'metadata.example.com'])(
    '%s is for its addresses to say',
    (host) => {
      expect(hostRefusal(host, { allowPrivate: false })).toBeNull();
    },
  );
});
