export { AdminModule, type AdminModuleNeeds } from './admin.module.ts';
