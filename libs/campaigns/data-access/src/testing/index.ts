export { NotEmptyError, seedDatabase, type SeedReport } from './seed/seed-database.ts';
export { seedOwnerId } from './seed/owner-seed.ts';
export { type SeedOptions, standardSeed } from './seed/seed-plan.ts';
