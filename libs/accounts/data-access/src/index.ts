export { AccountsMongoModule } from './accounts-mongo.module.ts';
