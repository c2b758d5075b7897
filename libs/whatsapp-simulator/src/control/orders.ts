import { z } from 'zod';
import { FORMS } from '../contacts/forms.ts';
import { PLACES, UNAVAILABLE } from '../contacts/reply.ts';
import { SimulatorProblem } from '../server/problem.ts';

/** What may be said to the simulator; one schema per order, the same in the process and over HTTP. */
const phone = z
  .string()
  .regex(/^\+?\d{5,15}$/, 'a phone number has 5 to 15 digits, with country code')
  .transform((given) => given.replace('+', ''));
const ms = z.number().int().min(0).max(3_600_000);
const text = z.string().min(1).max(65_536);

const autoReply = z.union([
  text.transform((given) => ({ text: given })),
  z.strictObject({ when: text.optional(), text, afterMs: ms.optional(), times: z.number().int().min(1).optional() }),
]);

const contactFields = {
  exists: z.boolean().optional(),
  devices: z.number().int().min(1).max(4).optional(),
  deliveryMs: ms.nullable().optional(),
  readMs: ms.nullable().optional(),
  addressing: z.enum(['pn', 'lid']).optional(),
  autoReplies: z.array(autoReply).max(50).optional(),
  account: phone.nullable().optional(),
  hidesNumber: z.boolean().optional(),
};

const repetition = { count: z.number().int().min(1).optional(), after: z.number().int().min(0).optional() };
const scope = { account: phone.optional(), to: phone.optional(), ...repetition };
const code = z.number().int().min(100).max(999);
const plain = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind), ...scope });

const fault = z.discriminatedUnion('kind', [
  plain('drop'),
  plain('close'),
  plain('mute'),
  plain('garbage'),
  plain('xmlstreamend'),
  plain('replaced'),
  plain('downgrade'),
  plain('logged-out'),
  plain('unbanned'),
  plain('ack-none'),
  plain('drop-before-receive'),
  plain('drop-after-receive'),
  plain('receipts-none'),
  plain('offline-marker-none'),
  plain('lookup-none'),
  plain('lookup-empty'),
  plain('lookup-partial'),
  plain('lookup-error'),
  z.strictObject({
    kind: z.literal('stream-error'),
    ...scope,
    code: code.optional(),
    child: text.optional(),
    type: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('failure'),
    ...scope,
    reason: code.optional(),
    code: code.optional(),
    expire: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('login-failure'),
    ...scope,
    reason: code,
    code: code.optional(),
    expire: z.number().int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('banned'), ...scope, code: code.optional() }),
  z.strictObject({
    kind: z.literal('timelock'),
    ...scope,
    active: z.boolean().optional(),
    endsInMs: z.number().int().optional(),
    type: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('capping'),
    ...scope,
    code: z.number().int().min(0).optional(),
    type: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('refuse-connections'),
    ...scope,
    mode: z.enum(['reset', 'http', 'hang', 'refused']).optional(),
    status: code.optional(),
  }),
  z.strictObject({ kind: z.literal('slow-handshake'), ...repetition, ms }),
  z.strictObject({
    kind: z.literal('pairing-refused'),
    ...scope,
    reason: z.enum(['passkey', 'browser', 'version', 'expired', 'too-many']),
  }),
  z.strictObject({ kind: z.literal('slow-login'), ...scope, ms }),
  z.strictObject({ kind: z.literal('ack-delay'), ...scope, ms }),
  z.strictObject({ kind: z.literal('ack-error'), ...scope, code, ms: ms.optional() }),
  z.strictObject({ kind: z.literal('cold-contacts'), ...scope, code: code.optional(), ms: ms.optional() }),
  z.strictObject({ kind: z.literal('iq-drop'), ...scope, xmlns: text.optional() }),
  z.strictObject({ kind: z.literal('iq-error'), ...scope, xmlns: text.optional(), code: code.optional() }),
  z.strictObject({ kind: z.literal('iq-delay'), ...scope, xmlns: text.optional(), ms }),
  z.strictObject({ kind: z.literal('media-error'), ...scope, status: code.optional() }),
]);

export const orders = {
  scan: z.strictObject({ qr: text, phone }),
  linkCode: z.strictObject({ code: text, phone }),
  contact: z.strictObject({ phone, name: text.optional(), ...contactFields }),
  contactDefaults: z.strictObject(contactFields),
  reply: z.strictObject({
    from: phone,
    account: phone,
    text: z.string().max(65_536).optional(),
    id: text.optional(),
    form: z.enum(FORMS).optional(),
    target: text.optional(),
    place: z.enum(PLACES).optional(),
    unavailable: z.enum(UNAVAILABLE).optional(),
    agoMs: z
      .number()
      .int()
      .min(0)
      .max(400 * 86_400_000)
      .optional(),
    file: z
      .strictObject({
        kind: z.enum(['image', 'video', 'document', 'voice', 'audio', 'sticker']),
        base64: z.base64(),
        mimetype: text.optional(),
        fileName: text.optional(),
        viewOnce: z.boolean().optional(),
      })
      .optional(),
  }),
  ownMessage: z.strictObject({ account: phone, to: phone, text }),
  receipt: z.strictObject({ id: text, type: z.enum(['delivered', 'read']), account: phone.optional() }),
  phone: z.strictObject({ phone }),
  file: z.strictObject({ phone, id: text }),
  failDecrypt: z.strictObject({ phone, count: z.number().int().min(0).optional() }),
  fault,
  clearFaults: z.strictObject({ kind: text.optional() }),
  options: z.strictObject({
    latencyMs: ms.optional(),
    ackMs: ms.optional(),
    unknownNumberAckError: code.nullable().optional(),
    saidPreKeys: z.number().int().min(1).nullable().optional(),
    minimumClientRevision: z.number().int().min(0).nullable().optional(),
    minimumVersion: z.tuple([z.number().int(), z.number().int(), z.number().int()]).nullable().optional(),
  }),
  connections: z.strictObject({ account: phone.optional() }),
  messages: z.strictObject({
    account: phone.optional(),
    to: phone.optional(),
    id: text.optional(),
    text: text.optional(),
    since: z.coerce.date().optional(),
  }),
  idle: z.strictObject({ timeoutMs: z.coerce.number().int().min(1).max(120_000).optional() }),
  nothing: z.strictObject({}),
};

export type Orders = { readonly [Name in keyof typeof orders]: z.input<(typeof orders)[Name]> };

/** The order as it is meant, or a problem that names the first field that is wrong. */
export function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw new SimulatorProblem(unknown ?? issue?.path.join('.') ?? '', issue?.message ?? 'this order cannot be read');
}
