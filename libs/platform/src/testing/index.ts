export { freePort, testDatabase, type TestDatabase } from './test-database.ts';
export { liveRequestOf, testLiveHub } from './test-live-hub.ts';
