export { CampaignsDemoModule } from './campaigns-demo.module.ts';
