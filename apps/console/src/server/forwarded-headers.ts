import { type IncomingMessage, Server } from 'node:http';
import { BlockList, isIP } from 'node:net';

const FORWARDED = /^(x-forwarded-|forwarded$|x-real-ip$)/;

/** Addresses and ranges as TRUSTED_PROXIES names them; `loopback` is this machine. What is neither was refused by the API's start. */
function blockListOf(text: string): BlockList {
  const list = new BlockList();
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === 'loopback') {
      list.addSubnet('127.0.0.0', 8, 'ipv4');
      list.addAddress('::1', 'ipv6');
      continue;
    }
    const [address = '', prefix] = part.split('/');
    const version = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) continue;
    if (prefix === undefined) list.addAddress(address, version);
    else list.addSubnet(address, Number(prefix), version);
  }
  return list;
}

const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

/**
 * Makes X-Forwarded-For say the truth before anybody reads it: what a browser (or a program that plays one) wrote there itself is
 * dropped, and the address of the connection takes its place. Only a proxy that is named may tell for whom it asks.
 */
export function cleanForwardedHeaders(request: Pick<IncomingMessage, 'headers' | 'socket'>, trusted: BlockList): void {
  const peer = plainAddress(request.socket.remoteAddress ?? '');
  const version = isIP(peer);
  const isTrusted = version !== 0 && trusted.check(peer, version === 6 ? 'ipv6' : 'ipv4');
  const said = request.headers['x-forwarded-for'];
  if (!isTrusted) {
    for (const name of Object.keys(request.headers)) if (FORWARDED.test(name)) delete request.headers[name];
  }
  if (version === 0) return;
  request.headers['x-forwarded-for'] = isTrusted && said ? `${String(said)}, ${peer}` : peer;
}

/** Cleans the headers of every request to any server of this process. */
export function trustOnlyNamedProxies(proxies = process.env.TRUSTED_PROXIES ?? ''): void {
  const trusted = blockListOf(proxies);
  // Called with whatever it was called with; the overloads of its type cannot say that.
  const emit = Server.prototype.emit as (...parts: unknown[]) => boolean;
  Server.prototype.emit = function emitCleaned(this: Server, event: string | symbol, ...parts: unknown[]) {
    if (event === 'request' || event === 'upgrade') cleanForwardedHeaders(parts[0] as IncomingMessage, trusted);
    return emit.call(this, event, ...parts);
  };
}

export const proxiesOf = blockListOf;
