/**
 * Places at which a test may kill the process, to prove that nothing is lost or sent twice: the environment names one
 * (`RELANCE_FAULT_POINT=after_intent`) and at which passing (`RELANCE_FAULT_PASSING=3`, default the first). Not part of the
 * configuration; in production the variable is refused.
 */
export const faultPoints = ['before_intent', 'after_intent', 'between_parts', 'after_send', 'before_result'] as const;
export type FaultPoint = (typeof faultPoints)[number];

type Environment = Readonly<Record<string, string | undefined>>;
export type FaultPlan = { readonly point: FaultPoint; readonly passing: number } | null;

/** Reads the plan. Throws on a name that is none, and in production. */
export function faultPlanOf(environment: Environment): FaultPlan {
  const name = environment['RELANCE_FAULT_POINT'];
  if (!name) return null;
  if (environment['NODE_ENV'] === 'production') throw new Error('RELANCE_FAULT_POINT is refused in production');
  const point = faultPoints.find((known) => known === name);
  if (!point) throw new Error(`RELANCE_FAULT_POINT must be one of ${faultPoints.join(', ')}`);
  return { point, passing: Number(environment['RELANCE_FAULT_PASSING'] ?? 1) };
}

/** Counts the passings of the planned point and ends the process, without a chance to clean up, at the planned one. */
export class FaultPoints {
  private passed = 0;

  constructor(
    private readonly plan: FaultPlan,
    private readonly kill: () => void = () => process.kill(process.pid, 'SIGKILL'),
  ) {}

  pass(point: FaultPoint): void {
    if (this.plan?.point !== point) return;
    this.passed += 1;
    if (this.passed === this.plan.passing) this.kill();
  }
}
