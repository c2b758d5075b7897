// Runs generators as Nx does, in one process: options held against the schema, a tree in memory, then the changes written.
// `node -r @swc-node/register run-generators.cjs <plan.json>`; the plan maps a generator's name to its options, or to a list of them. What a
// generator wants to have run afterwards (contract, diagrams) is left to the caller. Fails when a second run changes something.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = process.cwd();
const fromRoot = (path) => require(require.resolve(path, { paths: [root] }));
const { FsTree, flushChanges } = fromRoot('nx/src/generators/tree');
const { validateOptsAgainstSchema } = fromRoot('nx/src/utils/params');
const plugin = join(root, 'libs/tooling');

async function generate(name, options) {
  const { factory, schema } = require(join(plugin, 'generators.json')).generators[name];
  validateOptsAgainstSchema(options, require(join(plugin, schema)));
  const tree = new FsTree(root, false);
  await require(join(plugin, factory)).default(tree, { ...options });
  return tree.listChanges();
}

async function main() {
  const plan = Object.entries(JSON.parse(readFileSync(process.argv[2], 'utf8')));
  for (const [name, options] of plan.flatMap(([name, runs]) => [runs].flat().map((options) => [name, options]))) {
    const startedAt = Date.now();
    const changes = await generate(name, options);
    if (changes.length === 0) throw new Error(`${name} wrote nothing`);
    flushChanges(root, changes);
    console.log(`generator ${name}: ${changes.length} files in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    // A decision is written once: a second page about it is refused.
    const again =
      name === 'adr'
        ? await generate(name, options).then(
            () => ['not refused'],
            () => [],
          )
        : await generate(name, options);
    if (again.length > 0) throw new Error(`${name}, run again, changes ${again.map(({ path }) => path).join(', ')}`);
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
