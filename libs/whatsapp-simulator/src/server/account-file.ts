import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Companion } from '../people/companion.ts';
import { type Directory } from '../people/directory.ts';

const SAVE_AFTER_MS = 200;
const FILE = 'linked-devices.json';

const key = z.base64().transform((text) => Buffer.from(text, 'base64'));
const numberedKey = z.object({ id: z.number(), public: key });
const shape = z.object({
  runs: z.number(),
  accounts: z.array(
    z.object({
      phone: z.string(),
      bannedWith: z.number().optional(),
      devices: z.array(
        z.object({
          device: z.number(),
          keyIndex: z.number(),
          noisePublic: key,
          identity: key,
          platform: z.string(),
          registrationId: z.number(),
          signedPreKey: numberedKey.extend({ signature: key }),
          preKeys: z.array(numberedKey),
          historySent: z.boolean(),
        }),
      ),
    }),
  ),
});

/**
 * The linked devices on disk, so that a restart of the simulator does not cost the clients their link. Signal sessions
 * are not kept: a contact asks again for the first message it cannot decrypt, which heals them.
 */
export class AccountFile {
  /** How often a simulator was started on this folder, this time included. */
  readonly runs: number;
  private readonly file: string;
  private readonly directory: Directory;
  private timer: NodeJS.Timeout | undefined;

  /** Reads the folder into the directory. Throws when the file there is not one of these. */
  constructor(folder: string, directory: Directory) {
    this.file = join(folder, FILE);
    this.directory = directory;
    this.runs = this.load() + 1;
  }

  /** Saves soon; many changes make one write. */
  changed(): void {
    this.timer ??= setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const accounts = [...this.directory.accounts.values()].map((account) => ({
      phone: account.phone,
      bannedWith: account.bannedWith,
      devices: [...account.companions.values()].map((companion) => companion.facts()),
    }));
    const text = JSON.stringify({ runs: this.runs, accounts }, (_, value: unknown) => asBase64(value));
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private load(): number {
    if (!existsSync(this.file)) return 0;
    const { runs, accounts } = shape.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    for (const { phone, bannedWith, devices } of accounts) {
      const account = this.directory.openAccount(phone);
      account.bannedWith = bannedWith;
      for (const { preKeys, historySent, ...facts } of devices) {
        const companion = new Companion(facts);
        companion.preKeys = preKeys;
        companion.historySent = historySent;
        account.add(companion);
      }
    }
    return runs;
  }
}

/** Buffers reach a replacer as what their own `toJSON` made of them. */
function asBase64(value: unknown): unknown {
  const isBuffer =
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;
  return isBuffer ? Buffer.from(value.data as number[]).toString('base64') : value;
}
