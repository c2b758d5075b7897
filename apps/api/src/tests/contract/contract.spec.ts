import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { audiences } from '@relance/platform';
import { createDocument } from '../../create-app.ts';

type Operation = { readonly operationId?: string; readonly 'x-audience'?: string; readonly summary?: string };

describe('the contract', () => {
  let document: OpenAPIObject;
  let operations: [route: string, operation: Operation][];
  const warnings: string[] = [];

  beforeAll(async () => {
    const warn = vi.spyOn(Logger, 'warn').mockImplementation((message: unknown) => void warnings.push(String(message)));
    document = await createDocument();
    warn.mockRestore();
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Operation>).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });

  it('is what docs/openapi.json says (else: npm run openapi)', () => {
    const kept: unknown = JSON.parse(
      readFileSync(new URL('../../../../../docs/openapi.json', import.meta.url), 'utf8'),
    );
    expect(JSON.parse(JSON.stringify(document))).toEqual(kept);
  });

  it('names an audience for every route', () => {
    const nameless = operations.filter(([, one]) => !audiences.some((audience) => audience === one['x-audience']));
    expect(nameless.map(([route]) => route)).toEqual([]);
    expect(operations.length).toBeGreaterThan(5);
  });

  it('lets only admins steer, and nobody but support and admins look into the admin side', () => {
    const wrong = operations.filter(([route, one]) => {
      if (!route.includes(' /api/relance/admin/')) return false;
      const expected = route.startsWith('GET ') ? ['support', 'admin'] : ['admin'];
      return !expected.includes(one['x-audience'] ?? '');
    });
    expect(wrong).toEqual([]);
  });

  it('keeps everything under its prefix but probes and metrics', () => {
    const strays = Object.keys(document.paths).filter((path) => !path.startsWith('/api/relance/'));
    expect(strays).toEqual(['/health/live', '/health/ready', '/metrics']);
  });

  it('describes every answer of a route in words or with a shape', () => {
    const silent = operations.filter(([, one]) => {
      const { responses = {} } = one as { responses?: Record<string, unknown> };
      return !Object.keys(responses).some((status) => status.startsWith('2'));
    });
    expect(silent.map(([route]) => route)).toEqual([]);
  });

  it('says in words what each route does, and what each parameter of a query is unless its values say it', () => {
    const silent = operations.flatMap(([route, one]) => {
      const { parameters = [] } = one as {
        parameters?: { name: string; in: string; description?: string; schema?: { enum?: unknown } }[];
      };
      const paging = ['page', 'limit', 'cursor'];
      const unsaid = parameters.filter(
        ({ name, in: place, description, schema }) =>
          place === 'query' && !description && !schema?.enum && !paging.includes(name),
      );
      return [...(one.summary ? [] : [route]), ...unsaid.map(({ name }) => `${route} ?${name}`)];
    });
    expect(silent).toEqual([]);
  });

  it('gives no two shapes the same name, of which one would hide the other', () => {
    expect(warnings.filter((message) => message.includes('Duplicate DTO'))).toEqual([]);
  });

  it('refers only to shapes that it describes', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, path]) => path ?? '');
    const missing = references.filter((path) => {
      const keys = path.replace('#/', '').split('/');
      const found = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      return found === undefined;
    });
    expect(references.length).toBeGreaterThan(100);
    expect(new Set(missing)).toEqual(new Set());
  });

  it('gives no two routes the same name', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});
