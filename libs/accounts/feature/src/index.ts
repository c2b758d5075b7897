export { AccountsHttpModule, AccountsModule, type AccountsModuleNeeds } from './accounts.module.ts';
