import { type OpenAPIObject } from '@nestjs/swagger';

type Schema = {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
};

/**
 * Where an answer is not what the contract says of it: fields that it does not know, fields that are missing, values of another kind
 * or outside of a list. Paths begin at the whole (`data.campaigns[0].counts.x: …`); empty when all is as documented.
 */
export function undocumented(document: OpenAPIObject, schema: Schema, value: unknown, path = ''): string[] {
  const known = document.components?.schemas as Readonly<Record<string, Schema>> | undefined;
  const whole = resolved(schema, known);
  const at = path === '' ? 'the whole' : path;
  if (whole.oneOf) {
    const tries = whole.oneOf.map((one) => undocumented(document, one, value, path));
    return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? []);
  }
  if (value === null) return whole.nullable || whole.type === undefined ? [] : [`${at}: null`];
  if (value === undefined) return [`${at}: missing`];
  if (whole.enum && !whole.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is not in the list`];
  if (whole.type === 'array') {
    if (!Array.isArray(value)) return [`${at}: no list`];
    return value.flatMap((entry, index) => undocumented(document, whole.items ?? {}, entry, `${path}[${index}]`));
  }
  if (whole.type === 'object' || whole.properties) return ofObject(document, whole, value, path);
  const kind = whole.type === 'integer' ? 'number' : whole.type;
  if (kind !== undefined && typeof value !== kind) return [`${at}: ${typeof value} for ${kind}`];
  return whole.type === 'integer' && !Number.isInteger(value) ? [`${at}: ${String(value)} is no integer`] : [];
}

function ofObject(document: OpenAPIObject, schema: Schema, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: no object`];
  const { properties = {}, required = [], additionalProperties = Object.keys(properties).length === 0 } = schema;
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  const missing = required.filter((name) => !(name in value)).map((name) => `${below(name)}: missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const property = properties[name];
    if (property) return part === undefined ? [] : undocumented(document, property, part, below(name));
    if (additionalProperties === false) return [`${below(name)}: not in the contract`];
    return additionalProperties === true ? [] : undocumented(document, additionalProperties, part, below(name));
  });
  return [...missing, ...wrong];
}

/** The schema with its reference followed and its parts put together. Objects with properties are closed unless they say otherwise. */
function resolved(schema: Schema, known: Readonly<Record<string, Schema>> | undefined): Schema {
  const { $ref, allOf, ...own } = schema;
  const parts = [...($ref ? [known?.[$ref.split('/').at(-1) ?? ''] ?? {}] : []), ...(allOf ?? [])].map((part) =>
    resolved(part, known),
  );
  const merged = [...parts, own].reduce<Schema>(
    (all, part) => ({
      ...all,
      ...part,
      ...(all.properties || part.properties ? { properties: { ...all.properties, ...part.properties } } : {}),
      ...(all.required || part.required ? { required: [...(all.required ?? []), ...(part.required ?? [])] } : {}),
    }),
    {},
  );
  const isClosed = merged.properties !== undefined && merged.additionalProperties === undefined;
  return isClosed ? { ...merged, additionalProperties: false } : merged;
}
