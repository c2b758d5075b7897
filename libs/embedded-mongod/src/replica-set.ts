import { ObjectId } from 'bson';
import { decode } from './bson/decode.ts';
import { encode } from './bson/encode.ts';
import { int } from './bson/numeric.ts';
import { isDoc, type Doc, type Value } from './bson/value.ts';
import { MongoError } from './errors.ts';
import { type Environment } from './storage/environment.ts';
import { Topology } from './topology.ts';

const configKey = Buffer.from('replica-set');
const electionKey = Buffer.from('election');

/** The set of one: its configuration, kept in the folder. */
export class ReplicaSet {
  config: Doc | undefined;
  readonly electionId: ObjectId;
  readonly host: string;
  readonly setName: string | undefined;
  readonly topology = new Topology();
  readonly #env: Environment;

  constructor(env: Environment, options: { host: string; setName: string | undefined }) {
    this.#env = env;
    this.host = options.host;
    this.setName = options.setName;
    const stored = env.get('meta', configKey);
    if (stored !== undefined) this.config = decode(stored);
    const election = (env.get('meta', electionKey)?.readUInt32BE(0) ?? 0) + 1;
    const hex = `7fffffff${election.toString(16).padStart(16, '0')}`;
    this.electionId = new ObjectId(hex);
    const value = Buffer.allocUnsafe(4);
    value.writeUInt32BE(election);
    env.commit(() => env.put('meta', electionKey, value));
  }

  /** Whether this is a member of a set at all (`--replSet`). */
  get isMember(): boolean {
    return this.setName !== undefined;
  }

  /** Whether writes are accepted: initiated and named by its own configuration, or a standalone. */
  get isPrimary(): boolean {
    return !this.isMember || (this.config !== undefined && this.hosts.includes(this.host));
  }

  get hosts(): string[] {
    const members = this.config?.get('members');
    return Array.isArray(members) ? members.filter(isDoc).map((member) => String(member.get('host'))) : [];
  }

  /** Saves a new configuration. @throws MongoError 103 for more than one member. */
  configure(config: Doc): void {
    const members = config.get('members');
    if (!Array.isArray(members) || members.length !== 1) {
      throw new MongoError(103, 'this engine runs a replica set of exactly one member');
    }
    if (this.setName !== undefined && config.get('_id') !== this.setName) {
      throw new MongoError(
        103,
        `Attempting to initiate a replica set with name ${String(config.get('_id'))}, but command line reports ${this.setName}; rejecting`,
      );
    }
    const whole: Doc = new Map<string, Value>([
      ...config,
      ['version', config.get('version') ?? int(1)],
      ['term', config.get('term') ?? int(1)],
    ]);
    if (!whole.has('settings')) whole.set('settings', new Map<string, Value>([['replicaSetId', new ObjectId()]]));
    this.config = whole;
    this.#env.commit(() => this.#env.put('meta', configKey, encode(whole)));
    this.topology.changed();
  }
}
