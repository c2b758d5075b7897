import { type IncomingMessage, type ServerResponse } from 'node:http';
import { SimulatorProblem } from '../server/problem.ts';
import { type Commands, unknownCall } from './commands.ts';
import { orders, read } from './orders.ts';

const BIGGEST_BODY = 24 * 1_048_576;
const PREFIX = '/admin/';

type Call = (commands: Commands, given: Record<string, unknown>) => unknown;

/** Orders of the right shape come out of `read`; the command reads them once more, which costs nothing. */
const CALLS: Readonly<Record<string, Call>> = {
  'GET state': (commands) => commands.state(),
  'GET messages': (commands, given) => ({ messages: commands.messages(given) }),
  'GET connections': (commands, given) => ({ entries: commands.connectionEntries(given) }),
  'GET duplicates': (commands) => commands.duplicates(),
  'GET contact': (commands, given) => commands.contactOf(read(orders.phone, given).phone),
  'GET file': (commands, given) => commands.fileOf(read(orders.file, given)),
  'POST scan': (commands, given) => commands.scan(read(orders.scan, given)),
  'POST link-code': (commands, given) => commands.linkCode(read(orders.linkCode, given)),
  'POST contact': (commands, given) => commands.contact(read(orders.contact, given)),
  'POST contact-defaults': (commands, given) => commands.contactDefaults(read(orders.contactDefaults, given)),
  'POST reply': (commands, given) => commands.reply(read(orders.reply, given)),
  'POST own-message': (commands, given) => commands.ownMessage(read(orders.ownMessage, given)),
  'POST receipt': (commands, given) => commands.receipt(read(orders.receipt, given)),
  'POST fail-decrypt': (commands, given) => commands.failDecrypt(read(orders.failDecrypt, given)),
  'POST reset-contact': (commands, given) => commands.resetContact(read(orders.phone, given)),
  'POST fault': (commands, given) => {
    const fault = read(orders.fault, given);
    if (fault.kind === 'refuse-connections' && fault.mode === 'refused' && commands.sharesListener)
      throw refusesItself();
    return commands.fault(fault);
  },
  'POST clear-faults': (commands, given) => commands.clearFaults(read(orders.clearFaults, given).kind),
  'POST options': (commands, given) => commands.options(read(orders.options, given)),
  'POST idle': async (commands, given) => ({ idle: await commands.idle(read(orders.idle, given)) }),
  'POST reset': (commands, given) => {
    read(orders.nothing, given);
    return commands.reset();
  },
};

/** One call of the control surface. Answers JSON always; a refused order as `{ error: { field, message } }`. */
export async function handleControl(
  commands: Commands,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const name = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : '';
    const call = CALLS[`${request.method} ${name}`];
    if (!call) return answer(response, 404, problem(unknownCall(`${request.method} ${url.pathname}`)));
    const given = request.method === 'GET' ? Object.fromEntries(url.searchParams) : await readBody(request);
    answer(response, 200, (await call(commands, given)) ?? { ok: true });
  } catch (error) {
    if (error instanceof SimulatorProblem) return answer(response, 400, problem(error));
    answer(response, 500, { error: { field: '', message: error instanceof Error ? error.message : String(error) } });
  }
}

/** Closing the listener that this call came through could never be undone. */
const refusesItself = () =>
  new SimulatorProblem('mode', 'the control surface is on this very port; start it with a control port of its own');

const problem = ({ field, message }: SimulatorProblem) => ({ error: { field, message } });

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > BIGGEST_BODY) throw new SimulatorProblem('body', 'the body is larger than 24 megabytes');
    parts.push(part as Buffer);
  }
  const text = Buffer.concat(parts).toString('utf8').trim();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // Falls through to the same answer: it is no JSON object.
  }
  throw new SimulatorProblem('body', 'the body must be a JSON object');
}
