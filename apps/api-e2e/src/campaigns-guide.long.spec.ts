import { performCampaignsGuide } from './support/campaigns-guide.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await startTestEnv();
}, 240_000);
afterAll(() => testEnv?.stop(), 60_000);

describe('the guide to campaigns', () => {
  it.each([
    { file: 'docs/guides/campaigns-api.md', ownerId: 'shop-en', account: '237612345690', replies: '+237699000021' },
    { file: 'docs/guides/campaigns-api.fr.md', ownerId: 'shop-fr', account: '237612345691', replies: '+237699000031' },
  ])(
    '$file shows what the API answers, from a contact to who replied',
    async (member) => {
      const { wrong, performed, shown } = await performCampaignsGuide(testEnv, member);
      expect(wrong).toEqual({});
      expect(shown).toEqual(performed);
      expect(performed.length).toBeGreaterThan(20);
    },
    240_000,
  );
});
