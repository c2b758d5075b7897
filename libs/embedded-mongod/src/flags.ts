import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Flags = {
  readonly port: number;
  readonly address: string;
  readonly folder: string;
  readonly setName: string | undefined;
  readonly quiet: boolean;
  readonly version: boolean;
};

/** The command line is wrong: the message says how. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** Reads mongod's own flags. @throws FlagError for unknown ones. */
export const readFlags = (args: readonly string[]): Flags => {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      allowPositionals: false,
      strict: true,
      options: {
        port: { type: 'string', default: '27017' },
        bind_ip: { type: 'string', default: '127.0.0.1' },
        dbpath: { type: 'string', default: '/data/db' },
        replSet: { type: 'string' },
        storageEngine: { type: 'string' },
        noauth: { type: 'boolean' },
        quiet: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new FlagError(`Error parsing command line: ${(error as Error).message}`);
  }
  const port = Number(values['port']);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new FlagError(`Error parsing command line: ${String(values['port'])} is not a port`);
  return {
    port,
    address: String(values['bind_ip']),
    folder: String(values['dbpath']),
    setName: values['replSet'] === undefined ? undefined : String(values['replSet']),
    quiet: values['quiet'] === true,
    version: values['version'] === true,
  };
};
