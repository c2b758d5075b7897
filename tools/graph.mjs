// `npm run graph`: draws who imports whom, from Nx's own project graph, into docs/graph.mmd (Mermaid).
// `--check` fails when the drawing is stale.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run/bootstrap.mjs';

const drawing = 'docs/graph.mmd';

export async function drawGraph() {
  const folder = mkdtempSync(join(tmpdir(), 'relance-graph-'));
  try {
    const file = join(folder, 'graph.json');
    await run(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'graph', `--file=${file}`]);
    return asMermaid(JSON.parse(readFileSync(file, 'utf8')).graph);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asMermaid({ nodes, dependencies }) {
  const names = Object.keys(nodes).sort();
  const scopeOf = (name) => nodes[name].data.tags.find((tag) => tag.startsWith('scope:')).slice('scope:'.length);
  const rooms = [...new Set(names.map(scopeOf))].sort().map((scope) => {
    const inside = names.filter((name) => scopeOf(name) === scope).map((name) => `    ${name}`);
    return [`  subgraph ${scope}_[${scope}]`, ...inside, '  end'].join('\n');
  });
  const arrows = names.flatMap((name) =>
    [
      ...new Set(
        (dependencies[name] ?? [])
          .filter(({ target, type }) => nodes[target] && type !== 'implicit')
          .map(({ target }) => target),
      ),
    ]
      .sort()
      .map((target) => `  ${name} --> ${target}`),
  );
  return [
    'graph LR',
    '  %% Tests are in it: they stand on the stores and on the simulator, which production code does not.',
    ...rooms,
    ...arrows,
    '',
  ].join('\n');
}

const drawn = await drawGraph();
if (process.argv.includes('--check')) {
  if (readFileSync(drawing, 'utf8') !== drawn) {
    console.error(`${drawing} is stale; run npm run graph.`);
    process.exit(1);
  }
} else {
  writeFileSync(drawing, drawn);
  console.log(`${drawing} drawn.`);
}
