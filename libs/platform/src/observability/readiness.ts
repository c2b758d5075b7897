/** Says in time whether something this process needs is there; throws or rejects when it is not. */
export type ReadinessCheck = { readonly name: string; readonly check: () => Promise<void> };

/**
 * What /health/ready asks. Nest has no multi-providers, so contributors add themselves:
 * `constructor(@Inject(READINESS_CHECKS) checks: ReadinessChecks) { checks.add({ name, check }) }`.
 */
export class ReadinessChecks {
  private readonly checks: ReadinessCheck[] = [];

  add(check: ReadinessCheck): void {
    this.checks.push(check);
  }

  /** Runs all at once, each bounded; names those that failed. */
  async failures(boundMs: number): Promise<{ readonly name: string; readonly problem: string }[]> {
    const results = await Promise.all(
      this.checks.map(async (one) => ({ name: one.name, problem: await run(one, boundMs) })),
    );
    return results.flatMap(({ name, problem }) => (problem === null ? [] : [{ name, problem }]));
  }
}

export const READINESS_CHECKS = Symbol('ReadinessChecks');

async function run({ check }: ReadinessCheck, boundMs: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${boundMs} ms`), boundMs);
  });
  const outcome = check().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.name : 'failed'),
  );
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}
