export { freePort, testDatabase, type TestDatabase } from './test-database.ts';
