import { formatFiles, type Tree } from '@nx/devkit';
import { insertAfter, writeMissing } from '../shared/insert';

/** Options of `nx g @relance/tooling:migration-free-field`. */
export type FieldOptions = {
  schema: string;
  document: string;
  name: string;
  type?: 'string' | 'number' | 'boolean';
  before: string;
  meaning: string;
};

const types = { string: 'String', number: 'Number', boolean: 'Boolean' } as const;

/**
 * A field of stored documents that needs no migration: absent in those written before it, read through one function that says
 * what absence means, left alone by processes of the version before. A second run changes nothing.
 * @throws Error naming the option, or the place in the schema, that does not fit
 */
export default async function migrationFreeField(tree: Tree, options: FieldOptions): Promise<void> {
  const { schema, document, name, type = 'string', meaning } = options;
  const source = tree.read(schema, 'utf8');
  if (source === null) throw new Error(`schema: ${schema} is not there.`);
  const exported = new RegExp(`export const (\\w+) = new Schema<${document}>\\(\\s*\\{`).exec(source);
  if (!exported?.[1]) throw new Error(`document: ${schema} has no "new Schema<${document}>({ … })".`);
  const before = valueOf({ ...options, type });
  const field = `\n  /** ${meaning} Absent in documents written before it: read it with \`${name}Of\`. */\n  ${name}?: ${type};`;
  if (!new RegExp(`\\n  ${name}\\?: ${type};`).test(source)) {
    insertAfter(tree, schema, new RegExp(`export type ${document} = \\{`), field);
    insertAfter(
      tree,
      schema,
      new RegExp(`new Schema<${document}>\\(\\s*\\{`),
      `\n    ${name}: { type: ${types[type]} },`,
    );
  }
  const folder = schema.slice(0, schema.lastIndexOf('/'));
  const file = schema.slice(folder.length + 1);
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  writeMissing(tree, filesOf({ ...options, type, folder, file, kebab, model: exported[1], before }));
  await formatFiles(tree);
}

function valueOf({ type, before }: Required<FieldOptions>): string {
  if (type === 'string') return JSON.stringify(before);
  if (type === 'boolean' && !['true', 'false'].includes(before)) throw new Error('before: true or false.');
  if (type === 'number' && !(before !== '' && Number.isFinite(Number(before)))) throw new Error('before: a number.');
  return String(JSON.parse(before));
}

const filesOf = (
  names: Required<FieldOptions> & {
    readonly folder: string;
    readonly file: string;
    readonly kebab: string;
    readonly model: string;
  },
): Record<string, string> => {
  const { folder, file, kebab, model, before, document, name, type, meaning } = names;
  const constant = `${kebab.replaceAll('-', '_').toUpperCase()}_BEFORE`;
  const other = { string: "'another'", number: String(Number(before) + 1), boolean: String(before !== 'true') }[type];
  return {
    [`${folder}/${kebab}.field.ts`]: `import { type ${document} } from './${file}';

/** What a document means that was written before it had the field. */
export const ${constant} = ${before};

/** ${meaning} */
export const ${name}Of = ({ ${name} = ${constant} }: Pick<${document}, '${name}'>): ${type} => ${name};
`,
    [`${folder}/${kebab}.field.spec.ts`]: `import { type TestDatabase, testDatabase } from '@relance/platform/testing';
import mongoose, { type Connection, Schema } from 'mongoose';
import { ${name}Of, ${constant} } from './${kebab}.field.ts';
import { type ${document}, ${model} } from './${file}';

describe('the field ${name}', () => {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await testDatabase();
    connection = await mongoose.createConnection(database.uri).asPromise();
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await database.stop();
  });

  it('is read as its default in a document of before, and kept by a process of the version before', async () => {
    const model = connection.model<${document}>('Probe', ${model}, 'probes');
    await model.collection.insertOne({} as never);
    const old = await model.findOne().lean();
    expect(old && ${name}Of(old as Pick<${document}, '${name}'>)).toBe(${constant});
    await model.updateOne({}, { $set: { ${name}: ${other} } });
    const older = connection.model('OlderProbe', new Schema({ touched: Boolean }), 'probes');
    await older.updateOne({}, { $set: { touched: true } });
    const found = await model.findOne().lean();
    expect(found && ${name}Of(found as Pick<${document}, '${name}'>)).toBe(${other});
  });
});
`,
  };
};
