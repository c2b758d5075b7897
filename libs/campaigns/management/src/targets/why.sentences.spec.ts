import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { campaignStatuses } from '@relance/campaigns-domain';
import { explainedCodes, whySentence } from './why.sentences.ts';

describe('whySentence', () => {
  it('speaks the reader’s language', () => {
    expect(whySentence('sending_paused', 'en')).toBe('Sending is paused.');
    expect(whySentence('sending_paused', 'fr')).toBe('Les envois sont en pause.');
  });

  it('has a sentence for every code that a gate can give', () => {
    const source = readFileSync(join(process.cwd(), '../domain/src/sending/send-gate.ts'), 'utf8');
    const codes = [...source.matchAll(/closed\('([a-z_]+)'/g)].map(([, code]) => code);
    const composed = [
      ...campaignStatuses.filter((status) => status !== 'active').map((status) => `campaign_${status}`),
      ...['sending', 'unknown'].map((status) => `target_${status}`),
      ...['connecting', 'needs_scan', 'stopped', 'restricted', 'elsewhere'].map((word) => `session_${word}`),
    ];
    expect(codes.length).toBeGreaterThan(15);
    expect(explainedCodes).toEqual(expect.arrayContaining([...new Set([...codes, ...composed])]));
  });
});
