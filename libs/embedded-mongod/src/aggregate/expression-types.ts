import { type StringOrder, type Timestamp, type Value } from './expression-values.ts';

/** A bound variable and those bound around it. */
export type Frame = { readonly name: string; readonly value: Value; readonly next: Frame | undefined };

/** What an expression is evaluated in. */
export type Env = {
  /** `$$ROOT`. */
  readonly root: Value;
  /** `$$CURRENT`: where `$a` starts from. */
  readonly current: Value;
  readonly vars: Frame | undefined;
};

/** A compiled expression; undefined stands for "missing". */
export type Expr = (env: Env) => Value;

/** What an expression is compiled in: which variables exist, and what is handed in from outside. */
export type Scope = {
  readonly names: ReadonlySet<string>;
  readonly order?: StringOrder;
  readonly now?: Date;
  readonly clusterTime?: Timestamp;
  readonly random?: () => number;
  /** Whether operators of constants are worked out while they are read, as in an aggregate command. */
  readonly folds?: boolean;
  readonly compile: (spec: Value, scope: Scope) => Expr;
};

/** Compiles one operator's argument. */
export type Operator = (argument: Value, scope: Scope, name: string) => Expr;

/** Operators by name, `$abs` …. */
export type OperatorTable = Readonly<Record<string, Operator>>;
