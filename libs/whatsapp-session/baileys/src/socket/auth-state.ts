import { setTimeout as sleep } from 'node:timers/promises';
import {
  BufferJSON,
  initAuthCreds,
  proto,
  type AuthenticationCreds,
  type AuthenticationState,
  type SignalDataSet,
  type SignalDataTypeMap,
} from '@whiskeysockets/baileys';
import { StaleLeaseError, type OwnerCredentials, type KeyChange } from '@relance/whatsapp-session-domain';

const WRITE_TRIES = 3;
const BETWEEN_TRIES_MS = 150;

export type OpenedAuth = {
  readonly state: AuthenticationState;
  /** Stores the whole credentials as they are now; calls that overlap share the next write. */
  save(): Promise<void>;
  /** Resolves when nothing is being written any more. */
  allWritten(): Promise<void>;
};

const encode = (value: unknown): string => JSON.stringify(value, BufferJSON.replacer);
const decode = (text: string): unknown => JSON.parse(text, BufferJSON.reviver);

/** A linked device has an account signature; neither `me` nor `registered` says so. */
export const isPaired = (creds: AuthenticationCreds): boolean => creds.account !== undefined && creds.account !== null;

/**
 * Baileys' credentials and keys over what is stored. `onFailure` is told when a write failed for good: memory is then ahead of
 * the store and the socket must go.
 */
export async function openAuth(
  credentials: OwnerCredentials,
  onFailure: (error: unknown) => void,
): Promise<OpenedAuth> {
  const stored = await credentials.readCredentials();
  const creds = stored === null ? initAuthCreds() : (decode(stored) as AuthenticationCreds);
  const pending = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    const forget = () => pending.delete(work);
    work.then(forget, forget);
    return work;
  };
  const written = (work: () => Promise<void>): Promise<void> =>
    track(
      persist(work).catch((error: unknown) => {
        onFailure(error);
        throw error;
      }),
    );
  let next: Promise<void> | null = null;
  let current: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    next ??= current
      .catch(() => undefined)
      .then(() => {
        next = null;
        current = written(() => credentials.writeCredentials(encode(creds), isPaired(creds)));
        return current;
      });
    return next;
  };
  const keys: AuthenticationState['keys'] = {
    get: async (type, ids) => readKeys(credentials, type, ids),
    set: (data) => written(() => credentials.writeKeys(changesOf(data))),
  };
  const allWritten = async () => {
    while (pending.size > 0 || next !== null) await Promise.allSettled([...pending, next]);
  };
  return { state: { creds, keys }, save, allWritten };
}

/** A database that blinks is waited out for a moment; a lost lease is not. */
async function persist(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StaleLeaseError || tries === WRITE_TRIES) throw error;
      await sleep(BETWEEN_TRIES_MS);
    }
  }
}

async function readKeys<T extends keyof SignalDataTypeMap>(
  credentials: OwnerCredentials,
  type: T,
  ids: string[],
): Promise<{ [id: string]: SignalDataTypeMap[T] }> {
  const found = await credentials.readKeys(type, ids);
  const entries = [...found].map(([id, text]) => [id, revive(type, decode(text))] as const);
  return Object.fromEntries(entries) as { [id: string]: SignalDataTypeMap[T] };
}

/** This one type is a protobuf and must be one again. */
function revive(type: keyof SignalDataTypeMap, value: unknown): unknown {
  if (type !== 'app-state-sync-key') return value;
  return proto.Message.AppStateSyncKeyData.fromObject(value as Record<string, unknown>);
}

function changesOf(data: SignalDataSet): KeyChange[] {
  return Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values ?? {}).map(([id, value]: [string, unknown]) => ({
      type,
      id,
      value: value === null || value === undefined ? null : encode(value),
    })),
  );
}
