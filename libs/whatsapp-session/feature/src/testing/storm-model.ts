import { type ConnectionEntry } from '@relance/whatsapp-simulator';

export type StormRules = { readonly limit: number; readonly attemptsPerStrike: number; readonly graceMs: number };
export type Prediction = {
  readonly state: 'connected' | 'conflict' | 'restricted' | 'expired' | 'trying';
  readonly strikes: number;
  readonly isLinked: boolean;
  /** Strikes given and closes seen since the beginning. */
  readonly given: number;
  readonly closes: number;
};

/**
 * What a session should be by the table of causes, worked out from the server's ledger alone. Written a second time on
 * purpose, from the words of the table and without a line of the machine: asking the machine would prove nothing of it.
 */
export function predict(entries: readonly ConnectionEntry[], rules: StormRules): Prediction {
  let state: Prediction['state'] = 'connected';
  let [strikes, failed, given, closes] = [0, 0, 0, 0];
  let forgivenAt = Number.NEGATIVE_INFINITY;
  const strike = () => {
    given += 1;
    failed = 0;
    strikes = Math.min(rules.limit, strikes + 1);
    state = strikes === rules.limit ? 'expired' : 'trying';
  };
  for (const { what, how, at } of entries) {
    if (what === 'left') continue;
    if (what === 'opened') {
      [strikes, failed, state] = [0, 0, 'connected'];
      continue;
    }
    closes += 1;
    state = 'trying';
    if (/replaced/.test(how)) state = 'conflict';
    else if (/device_removed|failure 401/.test(how)) {
      given += 1;
      strikes = rules.limit;
      state = 'expired';
    } else if (/failure 40[23]/.test(how)) state = 'restricted';
    else if (/failure 405/.test(how)) continue;
    else if (how === 'stream:error ack' && at.getTime() - forgivenAt >= rules.graceMs) forgivenAt = at.getTime();
    else if (what === 'ended') strike();
    else if ((failed += 1) >= rules.attemptsPerStrike) strike();
  }
  return { state, strikes, isLinked: state !== 'expired', given, closes };
}

export const isAtRest = ({ state }: Prediction): boolean => state !== 'trying';
