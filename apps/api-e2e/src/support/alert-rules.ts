import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './api-process.ts';

export type AlertRule = { readonly name: string; readonly text: string; readonly expression: string };

/** The rules of docs/monitoring/alerts.yml; of each its own lines and, unfolded, its expression. */
export function alertRules(): AlertRule[] {
  const file = readFileSync(join(workspaceRoot, 'docs/monitoring/alerts.yml'), 'utf8');
  return file
    .split(/^ {6}- alert: /m)
    .slice(1)
    .map((text) => {
      const expression = /^ {8}expr: ([^]*?)\n {8}\w/m.exec(text)?.[1] ?? '';
      return { name: text.split('\n')[0] ?? '', text, expression: expression.replace(/^>-/, '').replace(/\s+/g, ' ') };
    });
}

type Panel = { readonly title: string; readonly targets?: readonly { readonly expr: string }[] };

/** Each expression of the Grafana dashboard, with the panel it stands in. */
export function dashboardExpressions(): { readonly panel: string; readonly expression: string }[] {
  const file = join(workspaceRoot, 'docs/monitoring/grafana-dashboard.json');
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as { readonly panels: readonly Panel[] }; // our own file
  return panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ panel: title, expression: expr })));
}

/** Names of the metrics in an expression, without what Prometheus adds itself. */
export function metricsIn(expression: string): string[] {
  const names = expression.replace(/\{[^}]*\}/g, '').matchAll(/\b(?:whatsapp|relance|nodejs|process)_\w+/g);
  return [...new Set([...names].map(([name]) => name))];
}

/** Values that an expression wants of a label: `state=~"sent|failed"` → sent, failed. */
export function labelValuesIn(expression: string, label: string): string[] {
  return [...expression.matchAll(new RegExp(`\\b${label}=~?"([^"]*)"`, 'g'))].flatMap(
    (match) => match[1]?.split('|') ?? [],
  );
}

/** Series names behind the `# TYPE` lines of Prometheus text. */
export function exposedMetrics(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    for (const ending of type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']) names.add(`${name}${ending}`);
  }
  return names;
}

export type ListedMetric = { readonly name: string; readonly labels: string[] };

/** The metrics that docs/monitoring/README.md lists, with their labels. */
export function listedMetrics(): ListedMetric[] {
  const page = readFileSync(join(workspaceRoot, 'docs/monitoring/README.md'), 'utf8');
  return [...page.matchAll(/^\| `((?:whatsapp|relance)_\w+)` +\|([^|]*)\|/gm)].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
  }));
}

/** Label names of a metric's first series in Prometheus text. */
export function labelsOf(text: string, metric: string): string[] {
  const series = new RegExp(`^${metric}\\{(.*)\\} `, 'm').exec(text)?.[1] ?? '';
  return [...series.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
}
