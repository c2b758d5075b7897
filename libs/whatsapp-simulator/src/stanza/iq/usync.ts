import { isLid, lidJid } from '../../binary/jid.ts';
import { bytes, child, children, node, seconds, type BinaryNode } from '../../binary/nodes.ts';
import { type Person } from '../../people/person.ts';
import { type World } from '../../server/world.ts';
import { type Answer, type Query } from './query.ts';

/** `usync`: who is on WhatsApp, with which devices, under which LID. */
export function answerUsync({ world, account, iq }: Query): Answer {
  const asked = child(iq, 'usync');
  const protocols = children(child(asked, 'query')).map((protocol) => protocol.tag);
  const isLookup = protocols.includes('contact');
  const from = { account: account.phone };
  if (isLookup && world.faults.trigger('lookup-none', from)) return 'done';
  const isEmpty = isLookup && world.faults.trigger('lookup-empty', from) !== undefined;
  const lines = isEmpty ? [] : children(child(asked, 'list'));
  const users = lines.flatMap((user) => answerUser(world, account.phone, user, protocols));
  const attrs = {
    sid: asked?.attrs['sid'],
    mode: asked?.attrs['mode'],
    context: asked?.attrs['context'],
    last: 'true',
    index: '0',
  };
  return [
    node('usync', attrs, [
      node(
        'result',
        {},
        protocols.map((protocol) => node(protocol)),
      ),
      node('list', {}, users),
    ]),
  ];
}

function answerUser(world: World, asking: string, user: BinaryNode, protocols: readonly string[]): BinaryNode[] {
  const number = bytes(child(user, 'contact'))?.toString('utf8').replace(/\D/g, '');
  const jid = user.attrs['jid'] ?? (number ? `${number}@s.whatsapp.net` : '');
  const asked = world.directory.byJid(jid)?.person;
  if (!asked) return [];
  const scope = { account: asking, to: asked.phone };
  if (number !== undefined && world.faults.trigger('lookup-partial', scope)) return [];
  if (number !== undefined && world.faults.trigger('lookup-error', scope)) {
    return [node('user', { jid }, [node('contact', {}, [node('error', { code: 500, text: 'simulated' })])])];
  }
  // A question by number is answered about the account, however the number was written, and repeats the number.
  const { account } = asked.settings;
  const person = number !== undefined && account !== null ? world.directory.person(account) : asked;
  const named = number === undefined ? jid : person.pn;
  return [
    node(
      'user',
      { jid: named },
      protocols.flatMap((protocol) => answerProtocol(person, protocol, named, number)),
    ),
  ];
}

function answerProtocol(person: Person, protocol: string, jid: string, asked: string | undefined): BinaryNode[] {
  const { exists } = person.settings;
  if (protocol === 'contact') {
    const repeated = asked === undefined ? undefined : Buffer.from(`+${asked}`);
    return [node('contact', { type: exists ? 'in' : 'out' }, repeated)];
  }
  if (!person.isReachable) return [];
  if (protocol === 'devices') return [devices(person)];
  if (protocol === 'lid') return isLid(jid) ? [] : [node('lid', { val: lidJid(person.lid) })];
  if (protocol === 'status') return [node('status', { t: seconds() }, Buffer.from('Hey there!'))];
  if (protocol === 'disappearing_mode') return [node('disappearing_mode', { duration: 0, t: seconds() })];
  return [];
}

/** A device other than the phone counts only with its key index. */
function devices(person: Person): BinaryNode {
  const played = person.deviceNumbers.map((device) =>
    node('device', { id: device, 'key-index': device === 0 ? undefined : device }),
  );
  const linked = [...(person.linkedDevices?.values() ?? [])].map(({ device, keyIndex }) =>
    node('device', { id: device, 'key-index': keyIndex }),
  );
  return node('devices', {}, [
    node('device-list', {}, [...played, ...linked]),
    node('key-index-list', { ts: seconds() }),
  ]);
}
