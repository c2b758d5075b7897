import { jest } from '@jest/globals';
import { openTestBook, type TestBook } from './test-book.ts';

/** The book of a spec: opened before its tests and closed behind them. The machine may be busy; tests wait for conditions. */
export function aTestBook(): TestBook {
  jest.setTimeout(60_000);
  // Filled before the first test runs; nothing of it may be used while the file is read.
  const book = {} as TestBook;
  beforeAll(async () => void Object.assign(book, await openTestBook()), 60_000);
  afterAll(() => book.close?.());
  return book;
}
