export { CampaignsMongoModule } from './campaigns-mongo.module.ts';
