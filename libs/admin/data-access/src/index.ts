export { AdminMongoModule } from './admin-mongo.module.ts';
