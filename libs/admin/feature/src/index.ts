export { AdminHttpModule, AdminModule, type AdminModuleNeeds } from './admin.module.ts';
