import { formatFiles, type Tree } from '@nx/devkit';
import { writePage } from '../console-page/generator';
import { addImport, insertAfter, runningScripts, writeMissing } from '../shared/insert';
import { namesOf } from '../shared/names';
import { pageSpecText, pageWords, queriesText, viewText } from './console-templates';
import { serverFiles } from './server-templates';

const DOMAIN = 'libs/admin/domain/src';
const STORES = 'libs/admin/data-access/src';
const FEATURE = 'libs/admin/feature/src';
const CONSOLE_DATA = 'libs/console/data-access/src';

/** Options of `nx g @relance/tooling:listing`. */
export type ListingOptions = {
  name: string;
  title: string;
  titleFr: string;
  key: string;
  audience?: 'support' | 'admin';
};

/**
 * A list with pages and one filter, newest first: port, collection with its index, store, budget test over 2,000 documents,
 * route, client query and page with a table. The contract is written anew. A second run changes nothing.
 * @throws Error when the key belongs to another page
 */
export default async function listing(tree: Tree, options: ListingOptions): Promise<() => void> {
  const names = namesOf('name', options.name);
  const { kebab, pascal, camel } = names;
  const constant = kebab.replaceAll('-', '_').toUpperCase();
  writePage(tree, options, {
    view: viewText(names),
    spec: pageSpecText(names, options.title),
    words: pageWords,
  });
  const files = serverFiles(names, constant, options.audience ?? 'support');
  writeMissing(tree, {
    [`${DOMAIN}/${kebab}/${kebab}-store.port.ts`]: files.port,
    [`${STORES}/${kebab}/${kebab}.schema.ts`]: files.schema,
    [`${STORES}/${kebab}/${kebab}.store.mongo.ts`]: files.store,
    [`${STORES}/${kebab}/${kebab}.budget.spec.ts`]: files.budget,
    [`${FEATURE}/${kebab}/${kebab}.dto.ts`]: files.dto,
    [`${FEATURE}/${kebab}/read-${kebab}.ts`]: files.useCase,
    [`${FEATURE}/${kebab}/${kebab}.controller.ts`]: files.controller,
    [`${CONSOLE_DATA}/${kebab}.queries.ts`]: queriesText(names),
  });
  register(tree, { kebab, pascal, camel, constant });
  await formatFiles(tree);
  return runningScripts(tree, 'openapi');
}

function register(tree: Tree, names: { kebab: string; pascal: string; camel: string; constant: string }): void {
  const { kebab, pascal, camel, constant } = names;
  const append = (path: string, line: string) => {
    const source = tree.read(path, 'utf8') ?? '';
    if (!source.includes(`./${kebab}`)) tree.write(path, `${source}${line}\n`);
  };
  append(
    `${DOMAIN}/index.ts`,
    `export { ${constant}_STORE, type ${pascal}Query, type ${pascal}Row, type ${pascal}Store } from './${kebab}/${kebab}-store.port.ts';`,
  );
  append(`${CONSOLE_DATA}/index.ts`, `export { ${camel}Queries, type ${pascal}Row } from './${kebab}.queries.ts';`);

  const mongo = `${STORES}/admin-mongo.module.ts`;
  if (!(tree.read(mongo, 'utf8') ?? '').includes(`${constant}_STORE`)) {
    insertAfter(tree, mongo, /import \{ [^}]*(?= \} from '@relance\/admin-domain')/, `, ${constant}_STORE`);
    addImport(tree, mongo, `import { ${constant}_MODEL, ${camel}Schema } from './${kebab}/${kebab}.schema.ts';`);
    addImport(tree, mongo, `import { Mongo${pascal}Store } from './${kebab}/${kebab}.store.mongo.ts';`);
    insertAfter(tree, mongo, /const ports = \[/, `\n  { provide: ${constant}_STORE, useClass: Mongo${pascal}Store },`);
    insertAfter(
      tree,
      mongo,
      /MongooseModule\.forFeature\(\[/,
      `\n      { name: ${constant}_MODEL, schema: ${camel}Schema },`,
    );
  }
  const feature = `${FEATURE}/admin.module.ts`;
  addImport(tree, feature, `import { ${pascal}Controller } from './${kebab}/${kebab}.controller.ts';`);
  addImport(tree, feature, `import { Read${pascal} } from './${kebab}/read-${kebab}.ts';`);
  insertAfter(tree, feature, /const controllers = \[/, `\n  ${pascal}Controller,`);
  insertAfter(tree, feature, /const useCases = \[/, `Read${pascal}, `);
}
