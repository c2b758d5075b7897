import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = {
  'x-audience'?: string;
  'x-audiences'?: readonly string[];
  'x-own-login'?: boolean;
  security?: Record<string, string[]>[];
  parameters?: object[];
  responses: Record<string, object>;
};

const failure = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/FailureView' } } },
});

/** Refusals that come before a route is reached, so that every route of a kind has them. */
const responses = {
  Malformed: failure('Malformed; every bad field is named.'),
  Unauthenticated: failure('No token, or not a valid one.'),
  Forbidden: failure('The role does not allow it.'),
  KeyStillRuns: failure('The first request with this Idempotency-Key still runs.'),
  ChangedMeanwhile: failure('Not what If-Match names: it was changed meanwhile, or is another.'),
  BodyTooLarge: failure('The body is too large.'),
  MediaTypeRefused: failure('The body has a media type that this route does not read.'),
  KeyUsedOtherwise: failure('The Idempotency-Key was used for another request.'),
  TooManyRequests: failure('More requests with this token than the installation allows; see Retry-After.'),
  DatabaseAway: failure('The database does not answer; see Retry-After.'),
};

const parameters = {
  ActingOwner: {
    name: 'X-Relance-Owner',
    in: 'header',
    required: false,
    description:
      "The owner for whom staff or a server acts: required with their logins and tokens (400 OWNER_REQUIRED), refused with a member's own (403).",
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A repeat with the same key and body within 24 hours gets the first answer again and does nothing.',
    schema: { type: 'string', maxLength: 255 },
  },
  EntityTag: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of a read at this address: the change is made only on what was read (else 412).',
    schema: { type: 'string' },
  },
};

const ref = (kind: 'responses' | 'parameters', name: string) => ({ $ref: `#/components/${kind}/${name}` });

/**
 * Adds to the document what the guard, the body reader and the idempotency keys do for every route, and thus no route says itself:
 * security, the headers X-Relance-Owner, Idempotency-Key and If-Match, and the refusals. What a route says itself stays.
 */
export function describeWhatAllRoutesShare(document: OpenAPIObject): void {
  // The types of OpenAPI's parts are wider than what is added here.
  const components = document.components as Record<string, object>;
  components['responses'] = responses;
  components['parameters'] = parameters;
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      // A query with operators is refused everywhere, also by the probes.
      operation.responses[400] ??= ref('responses', 'Malformed');
      if (path.startsWith('/api/')) describe(method, operation);
      if (changes.includes(method) && 'get' in methods) describeCondition(operation);
    }
  }
}

const changes = ['put', 'patch', 'delete'];

/** What can be read at an address is changed on condition. */
function describeCondition(operation: Operation): void {
  operation.responses[412] ??= ref('responses', 'ChangedMeanwhile');
  operation.parameters = [...(operation.parameters ?? []), ref('parameters', 'EntityTag')];
}

function describe(method: string, operation: Operation): void {
  const isPublic = operation['x-audience'] === 'public';
  const audiences = operation['x-audiences'] ?? [];
  const isOwners = (audiences.includes('user') || audiences.includes('service')) && !operation['x-own-login'];
  const shared: [status: number, name: keyof typeof responses][] = [[503, 'DatabaseAway']];
  if (method !== 'get') shared.push([413, 'BodyTooLarge'], [415, 'MediaTypeRefused']);
  if (!isPublic) {
    operation.security = [{ bearer: [] }, { cookie: [] }];
    shared.push([401, 'Unauthenticated'], [403, 'Forbidden'], [429, 'TooManyRequests']);
  }
  const headers: (keyof typeof parameters)[] = [];
  if (isOwners) headers.push('ActingOwner');
  if (!isPublic && method === 'post') {
    headers.push('IdempotencyKey');
    shared.push([409, 'KeyStillRuns'], [422, 'KeyUsedOtherwise']);
  }
  for (const [status, name] of shared) operation.responses[status] ??= ref('responses', name);
  operation.parameters = [...(operation.parameters ?? []), ...headers.map((name) => ref('parameters', name))];
}
