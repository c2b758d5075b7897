/** Stands for Jest's globals in programs that measure with the doubles that tests share. */
export const jest = undefined;
