export { FixedClock } from './fixed-clock.ts';
export { processorTimeOf } from './processor-time.ts';
