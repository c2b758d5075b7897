import { readFileSync } from 'node:fs';
import openapiTs, { astToString } from 'openapi-typescript';

describe('the generated types', () => {
  it('follow from docs/openapi.json (else: npm run openapi)', async () => {
    const document = new URL('../../../docs/openapi.json', import.meta.url);
    const kept = readFileSync(new URL('./schema.ts', import.meta.url), 'utf8');
    const fresh = astToString(await openapiTs(document));
    expect(kept.slice(kept.indexOf('\n') + 1)).toBe(fresh);
  });
});
