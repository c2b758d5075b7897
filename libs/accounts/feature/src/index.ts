export { AccountsModule, type AccountsModuleNeeds } from './accounts.module.ts';
