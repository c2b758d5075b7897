export { freePort, testDatabase, type TestDatabase } from './test-database.ts';
export { liveRequestOf, testLiveHub } from './test-live-hub.ts';
export { monitorCommands, type SentCommand } from './command-monitor.ts';
export { startMailServer } from './mail-server.ts';
export { type Received, startReceiver } from './receiver.ts';
export { heldHeapBytes } from './held-heap.ts';
export { type Figure, isWorse, quantile, report, rounded } from './bench-report.ts';
