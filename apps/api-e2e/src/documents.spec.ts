import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deliveryStates } from '@relance/campaigns-domain';
import { CLOSE_CAUSES, EXPLANATIONS, SESSION_STATES } from '@relance/whatsapp-session-domain';
import { alertRules, dashboardExpressions, labelValuesIn, listedMetrics, metricsIn } from './support/alert-rules.ts';
import { workspaceRoot } from './support/api-process.ts';

const read = (file: string) => readFileSync(join(workspaceRoot, file), 'utf8');
const guides = readdirSync(join(workspaceRoot, 'docs/guides'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/guides/${name}`);

describe('the drawn machines', () => {
  it('are those of the tables; node tools/docs/draw-machines.mjs draws them again', async () => {
    const run = promisify(execFile);
    const check = run(process.execPath, ['tools/docs/draw-machines.mjs', '--check'], { cwd: workspaceRoot });
    await expect(check.catch((error: { stderr: string }) => ({ stderr: error.stderr }))).resolves.toMatchObject({
      stderr: '',
    });
  }, 120_000);

  it('stand in both languages of the guide', () => {
    for (const file of ['docs/guides/session-retries.md', 'docs/guides/session-retries.fr.md']) {
      expect([...read(file).matchAll(/```mermaid\nstateDiagram-v2/g)]).toHaveLength(4);
    }
  });
});

describe.each([
  { language: 'en', support: 'docs/guides/support.md', retries: 'docs/guides/session-retries.md' },
  { language: 'fr', support: 'docs/guides/support.fr.md', retries: 'docs/guides/session-retries.fr.md' },
] as const)('the guides in $language', ({ language, support, retries }) => {
  it('explain each cause to support in the words that members read', () => {
    const guide = read(support);
    const missing = CLOSE_CAUSES.filter(
      (cause) => !new RegExp(`^\\| \`${cause}\` .*\\| ${escaped(EXPLANATIONS[cause][language])} `, 'm').test(guide),
    );
    expect(missing).toEqual([]);
  });

  it('tell what each of the eleven states means', () => {
    const guide = read(support);
    expect(
      SESSION_STATES.filter((state) => !new RegExp(`^\\| \\*\\*.+\\*\\* \\(\`${state}\`\\)`, 'm').test(guide)),
    ).toEqual([]);
  });

  it('have a row for each cause in the table of strikes', () => {
    const guide = read(retries);
    expect(CLOSE_CAUSES.filter((cause) => !new RegExp(`^\\| \`${cause}\` `, 'm').test(guide))).toEqual([]);
  });
});

it.each(guides)('%s points at files that are there, and has its other language', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
  const other = file.endsWith('.fr.md') ? file.replace('.fr.md', '.md') : file.replace('.md', '.fr.md');
  expect(links).toContain(other.split('/').at(-1));
  for (const link of links) expect(() => read(join(dirname(file), link))).not.toThrow();
});

it.each([
  { language: 'en', guide: 'docs/guides/admin-console.md' },
  { language: 'fr', guide: 'docs/guides/admin-console.fr.md' },
])('$guide names every page and every key of the console', ({ language, guide }) => {
  const text = read(guide);
  const words = ['shell', 'access'].map((part) => read(`apps/console/src/i18n/${language}/${part}.ts`)).join('\n');
  const word = (key: string) => new RegExp(`'${escaped(key)}': '(.*)'`).exec(words)?.[1] ?? key;
  const pages = [...read('apps/console/src/features/frame/navigation.ts').matchAll(/label: '(nav\.\w+)'/g)];
  const keys = [...words.matchAll(/'(keys\.\w+)'/g)].filter(([, key]) => key !== 'keys.title');
  expect(pages.length).toBeGreaterThan(0);
  const missing = [
    ...pages.map(([, key = '']) => `## ${word(key)}`).filter((title) => !text.includes(`\n${title}\n`)),
    ...keys.map(([, key = '']) => word(key)).filter((label) => !new RegExp(`\\| ${escaped(label)} +\\|`).test(text)),
  ];
  expect(missing).toEqual([]);
});

describe('the alert rules', () => {
  const rules = alertRules();

  it('each have an expression, a severity, a summary and a description', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const { text, expression } of rules) {
      expect(expression).not.toBe('');
      expect(text).toMatch(/labels: \{ severity: (page|ticket) \}/);
      expect(text).toMatch(/summary: \S[^]*description: \S/);
    }
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  it('name only states and causes that exist', () => {
    const states: readonly string[] = [...SESSION_STATES, ...deliveryStates];
    const causes: readonly string[] = CLOSE_CAUSES;
    const strange = rules.flatMap(({ expression }) => [
      ...labelValuesIn(expression, 'state').filter((state) => !states.includes(state)),
      ...labelValuesIn(expression, 'cause').filter((cause) => !causes.includes(cause)),
    ]);
    expect(strange).toEqual([]);
  });

  it('are explained with their metrics in the monitoring page', () => {
    const page = read('docs/monitoring/README.md');
    const base = (metric: string) => metric.replace(/_bucket$/, '');
    const metrics = rules.flatMap(({ expression }) => metricsIn(expression)).map(base);
    expect(metrics.filter((metric) => !page.includes(`\`${metric}\``))).toEqual([]);
  });
});

describe('the Grafana dashboard', () => {
  it('shows every metric of the monitoring page, and none that the page does not explain', () => {
    const page = read('docs/monitoring/README.md');
    const shown = new Set(
      dashboardExpressions()
        .flatMap(({ expression }) => metricsIn(expression))
        .map((metric) => metric.replace(/_bucket$/, '')),
    );
    const listed = listedMetrics().map(({ name }) => name);
    expect(listed.filter((metric) => !shown.has(metric))).toEqual([]);
    expect([...shown].filter((metric) => !page.includes(`\`${metric}\``))).toEqual([]);
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
