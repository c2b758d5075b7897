import { type CloseFacts, type ConnectionPhase } from '@relance/whatsapp-session-domain';

type Known = { readonly phase: ConnectionPhase; readonly paired: boolean; readonly newLogin: boolean };
type Boomish = {
  readonly message?: string;
  readonly output?: { readonly statusCode?: number };
  readonly data?: unknown;
  readonly code?: unknown;
  readonly errors?: unknown;
};

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Node tries several addresses of a name and answers with one error that holds them all, its own message empty. */
function socketErrorOf(data: unknown): string | null {
  const { code, errors } = fields(data);
  if (typeof code === 'string' && /^[A-Z][A-Z_0-9]+$/.test(code)) return code;
  return Array.isArray(errors) ? (errors.map(socketErrorOf).find((found) => found !== null) ?? null) : null;
}

/** A ban's end comes as seconds, either of the clock or from now. */
function restrictedUntilOf(data: unknown): Date | null {
  const expire = Number(fields(data)['expire'] ?? Number.NaN);
  if (!Number.isFinite(expire) || expire <= 0) return null;
  const isClockTime = expire > 1_000_000_000;
  return new Date(isClockTime ? expire * 1_000 : Date.now() + expire * 1_000);
}

/** What a close of Baileys tells: the code inside its error, its sentence, and what hides in its data. */
export function closeFacts(error: unknown, known: Known): CloseFacts {
  const boom = fields(error) as Boomish;
  const socketError = socketErrorOf(boom.data) ?? socketErrorOf(error);
  return {
    code: boom.output?.statusCode ?? null,
    message: sentenceOf(boom, socketError),
    phase: known.phase,
    socketError,
    paired: known.paired,
    newLogin: known.newLogin,
    requested: false,
    upgradeRefused: false,
    ownFault: false,
    restrictedUntil: boom.output?.statusCode === 402 ? restrictedUntilOf(boom.data) : null,
  };
}

function sentenceOf(boom: Boomish, socketError: string | null): string {
  const message = boom.message ?? 'Connection ended';
  return message === 'WebSocket Error ()' && socketError !== null ? `WebSocket Error (${socketError})` : message;
}

/** No answer of the library's at all: an HTTP refusal of the upgrade, or silence until our own watchdog. */
export const refusedFacts = (message: string, code: number | null, known: Known): CloseFacts => ({
  ...closeFacts({ message }, known),
  code,
  upgradeRefused: true,
});

/** Our own storage failed: the connection had to go, and nobody's account is to blame. */
export const ownFaultFacts = (known: Known): CloseFacts => ({
  ...closeFacts({ message: 'Our storage failed' }, known),
  ownFault: true,
});
