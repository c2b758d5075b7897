import { type Env, type Scope } from '../expression-types.ts';
import { type Value } from '../expression-values.ts';

/** A running total over documents. */
export type Accumulation = {
  add(env: Env): void;
  result(): Value;
};

/** Reads an accumulator's argument; the result starts a fresh accumulation, given where its group stands. */
export type AccumulatorCompiler = (argument: Value, scope: Scope, name: string) => (group: Env) => Accumulation;
