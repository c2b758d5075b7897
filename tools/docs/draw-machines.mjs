// `node tools/docs/draw-machines.mjs`: draws the machines of sessions and campaigns from their own tables, as files in
// docs/diagrams and between the marks `<!-- drawn: name -->` and `<!-- /drawn -->` of the guides.
// `--check` writes nothing and fails when a drawing is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { drawCampaign, drawSession, sessionParts } from './machine-drawings.mjs';

const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '../..');
const guides = readdirSync(join(workspaceRoot, 'docs/guides'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/guides/${name}`);
const isCheck = process.argv.includes('--check');

const { TRANSITIONS, CLOSE_CAUSES, campaignTable } = await tables();
const files = new Map([
  ['docs/diagrams/session.mmd', drawSession(TRANSITIONS, CLOSE_CAUSES)],
  ['docs/diagrams/campaign.mmd', drawCampaign(campaignTable)],
  ...guides.map((file) => [file, withDrawings(file)]),
]);
const stale = [...files].filter(([file, text]) => read(file) !== text);
if (isCheck) {
  for (const [file] of stale) console.error(`${file} is stale; run node tools/docs/draw-machines.mjs.`);
  process.exit(stale.length > 0 ? 1 : 0);
}
for (const [file, text] of stale) {
  mkdirSync(dirname(join(workspaceRoot, file)), { recursive: true });
  writeFileSync(join(workspaceRoot, file), text);
}
console.log(stale.length > 0 ? `drawn: ${stale.map(([file]) => file).join(', ')}` : 'nothing has changed');

/** The tables as the product has them: the domains bundled in memory and loaded. */
async function tables() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { TRANSITIONS, CLOSE_CAUSES } from './libs/whatsapp-session/domain/src/index.ts';
export { campaignTable } from './libs/campaigns/domain/src/campaign/campaign.machine.ts';`,
      resolveDir: workspaceRoot,
    },
    absWorkingDir: workspaceRoot,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    tsconfig: join(workspaceRoot, 'tsconfig.base.json'),
  });
  const [code] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`);
}

function withDrawings(file) {
  const language = file.endsWith('.fr.md') ? 'fr' : 'en';
  const drawingOf = (name) => {
    if (name === 'campaign') return drawCampaign(campaignTable);
    const shows = sessionParts[name];
    if (!shows) throw new Error(`${file}: there is no drawing "${name}"`);
    return drawSession(TRANSITIONS, CLOSE_CAUSES, { shows, language, gathered: true });
  };
  return (read(file) ?? '').replace(
    /(<!-- drawn: (\w+) -->)[^]*?(<!-- \/drawn -->)/g,
    (_, begin, name, end) => `${begin}\n\n\`\`\`mermaid\n${drawingOf(name)}\`\`\`\n\n${end}`,
  );
}

function read(file) {
  const path = join(workspaceRoot, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
