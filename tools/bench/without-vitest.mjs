/** Stands for Vitest in programs that measure with the doubles that tests share. */
export const vi = undefined;
