/**
 * The same values, of which the next is always asked for before the last one is handed out: reading and using overlap, and one value
 * waits at most. A caller that stops ends the source, as soon as what was asked for has come.
 * @throws what the source throws, when its turn comes
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const values = source[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<T>> => {
    const asked = values.next();
    // An error is thrown where its value is taken; until then nobody else handles it.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (let value = await next; !value.done; value = await next) {
      next = ask();
      yield value.value;
    }
  } finally {
    await next.catch(() => undefined);
    await values.return?.();
  }
}
