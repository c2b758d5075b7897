import { seededRng } from '@relance/kernel';
import { campaign, campaignNow, sendWithoutPauses, link, people, sessionIn } from './support/acts.ts';
import { type TestEnv, startTestEnv } from './support/product.test-env.ts';
import { until } from './support/wait.ts';

/** 25 in `npm test`; the lab runs 200 (`RELANCE_LAB_KILLS=200`). The seed is printed, so that a red run can be repeated. */
const kills = Number(process.env['RELANCE_LAB_KILLS'] ?? 25);
const seed = process.env['RELANCE_LAB_SEED'] ?? 'relance';

const points = ['before_intent', 'after_intent', 'after_send', 'before_result'] as const;
const contacts = Array.from({ length: 40 }, (_, index) => `+2376702${String(index).padStart(5, '0')}`);
const account = '+237699999903';

type TargetRow = { contact: { name: string }; status: string; days: { day: number; state: string }[] };

/**
 * One campaign, killed again and again (SIGKILL) at seeded points of the sending protocol. In the end every message was
 * seen exactly once, or is shown as unknown and was seen at most once. On this clock messages follow each other without a
 * gap, and results are written in batches of 200 ms: a kill may leave a batch unknown, not more.
 */
const BATCH_AT_MOST = 10;

/** A day of the campaign takes twelve seconds while the process is killed, and six once it is left alone. */
const RATE_OF_KILLS = '7200';
const RATE_OF_THE_REST = '14400';

/** Sixty days on that clock. Whose first message left with the last kill has a day of grace and seven days before them: eight at least. */
const REST_MS = 360_000;

describe(`the sending protocol under ${kills} kills (seed "${seed}")`, () => {
  let testEnv: TestEnv;

  beforeAll(async () => {
    testEnv = await startTestEnv({ RELANCE_CLOCK_RATE: RATE_OF_KILLS });
  }, 120_000);
  afterAll(() => testEnv?.stop(), 40_000);

  it(
    'sends nothing twice, loses nothing, and shows the rest as unknown',
    async () => {
      const rng = seededRng(seed);
      const owner = await testEnv.owner('owner-lab');
      await link(testEnv, owner, account);
      await sendWithoutPauses(owner);
      await people(owner, contacts);
      const { id } = await campaign(owner, 'Lab');
      await owner.post(`/campaigns/${id}/start`);
      let killed = 0;
      while (killed < kills) {
        const point = points[Math.floor(rng.next() * points.length)] ?? 'after_send';
        const passing = 1 + Math.floor(rng.next() * 4);
        await testEnv.restart({ RELANCE_FAULT_POINT: point, RELANCE_FAULT_PASSING: String(passing) });
        const end = await Promise.race([testEnv.api.ended, campaignOver(owner, id)]);
        if (end === 'over') break;
        expect(end.signal).toBe('SIGKILL');
        killed += 1;
      }
      expect(killed).toBe(kills);
      await testEnv.restart({ RELANCE_CLOCK_RATE: RATE_OF_THE_REST });
      await sessionIn(owner, 'connected', 60_000);
      await until('every target to be through', async () => (await campaignNow(owner, id)).status === 'completed', {
        within: REST_MS,
        every: 500,
      }).catch(async (error: unknown) => {
        throw new Error(`${String(error)}\n${await standing(testEnv, owner, id)}`);
      });

      const { repeatedIds, repeatedTexts } = await testEnv.simulator.duplicates();
      expect({ repeatedIds, repeatedTexts }).toEqual({ repeatedIds: [], repeatedTexts: [] });
      const { targets } = await owner.get<{ targets: TargetRow[] }>(`/campaigns/${id}/targets?limit=100`);
      expect(targets).toHaveLength(contacts.length);
      let unknown = 0;
      for (const target of targets) {
        const number = Number(target.contact.name.replace('Person ', ''));
        const seen = testEnv.simulator.contactInbox(contacts[number - 1] ?? '').map((message) => message.text ?? '');
        for (const { day, state } of target.days) {
          const times = seen.filter((text) => text.includes(`day ${day} `)).length;
          if (state === 'unknown') unknown += 1;
          expect({ person: number, day, state, times }).toEqual({
            person: number,
            day,
            state,
            times: state === 'unknown' ? Math.min(times, 1) : 1,
          });
        }
        expect(target.days).toHaveLength(7);
      }
      expect(unknown).toBeLessThanOrEqual(kills * BATCH_AT_MOST);
      const { differences } = await (await testEnv.admin()).get<{ differences: number }>('/admin/integrity');
      expect(differences).toBe(0);
    },
    120_000 + kills * 20_000,
  );
});

/** For the message of a red run: how the phone, the campaign and its targets stand, and what the API warned of. */
async function standing(
  testEnv: TestEnv,
  owner: Parameters<typeof campaignNow>[0],
  id: Awaited<ReturnType<typeof campaign>>['id'],
): Promise<string> {
  const parts = [`/status`, `/campaigns/${id}`, '/targets/next', `/campaigns/${id}/targets?limit=100`];
  const answers = await Promise.all(parts.map((part) => owner.get<object>(part).catch(String)));
  const warnings = testEnv.api.output.filter((line) => /"level":[456]0/.test(line)).slice(-20);
  return [...answers.map((answer) => JSON.stringify(answer)), ...warnings].join('\n');
}

async function campaignOver(owner: Parameters<typeof campaignNow>[0], id: string): Promise<'over'> {
  return until(
    'the campaign to end',
    async () => {
      const view = await campaignNow(owner, id).catch(() => null);
      return view?.status === 'completed' && ('over' as const);
    },
    { within: 600_000, every: 1_000 },
  );
}
