export { FixedClock } from './fixed-clock.ts';
export { processorTimeOf } from './processor-time.ts';
export { codeSpans, markdownTables } from './markdown-tables.ts';
