import ipaddr from 'ipaddr.js';

/** Addresses by which clouds hand secrets to whoever asks from inside; not all lie in a range of their own. */
const metadataAddresses = new Set(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16']);
const privateRanges = new Set(['private', 'loopback', 'carrierGradeNat', 'uniqueLocal']);

export type AddressPolicy = { readonly allowPrivate: boolean };

/**
 * Why nothing is sent to an address; null when it may be. Only ordinary public addresses are, and private ones where the
 * installation allows it. Link-local, metadata, multicast, unspecified and reserved ones never are, however they are written.
 */
export function addressRefusal(address: string, { allowPrivate }: AddressPolicy): string | null {
  const text = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!ipaddr.isValid(text)) return `"${address}" is no address`;
  const parsed = ipaddr.process(text);
  if (metadataAddresses.has(parsed.toString())) return `${parsed.toString()} is a metadata address`;
  const range = parsed.range();
  const embedded = parsed.kind() === 'ipv6' ? embeddedIpv4(parsed as ipaddr.IPv6, range) : null;
  if (embedded) return addressRefusal(embedded, { allowPrivate });
  if (range === 'unicast') return null;
  if (privateRanges.has(range)) return allowPrivate ? null : `${parsed.toString()} is a private address`;
  return `${parsed.toString()} is not a public address (${range})`;
}

/** Names that stand for this machine wherever they are asked (RFC 6761), and for a cloud's metadata. */
const loopbackName = /^(.+\.)?localhost\.?$/i;
const metadataName = /^metadata(\.google\.internal)?\.?$/i;

/**
 * Why nothing is sent to a host, as far as it can be said before its name is resolved; null when it may be, or when that is for the
 * addresses behind the name to say.
 */
export function hostRefusal(host: string, { allowPrivate }: AddressPolicy): string | null {
  const plain = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(plain)) return addressRefusal(plain, { allowPrivate });
  if (metadataName.test(plain)) return `${plain} is a metadata address`;
  return loopbackName.test(plain) && !allowPrivate ? `${plain} is a private address` : null;
}

/** IPv6 forms through which an IPv4 host is reached: NAT64 (64:ff9b::/96), 6to4 (2002::/16) and IPv4-compatible ones (::/96). */
function embeddedIpv4(address: ipaddr.IPv6, range: string): string | null {
  const { parts } = address;
  const fromParts = (high = 0, low = 0): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  if (range === '6to4') return fromParts(parts[1], parts[2]);
  if (range === 'unicast' && parts.slice(0, 6).every((part) => part === 0)) return fromParts(parts[6], parts[7]);
  return range === 'rfc6052' && parts[2] === 0 ? fromParts(parts[6], parts[7]) : null;
}
