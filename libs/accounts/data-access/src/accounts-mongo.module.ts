import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CONSOLE_ACCOUNTS, PRINCIPAL_READER } from '@relance/platform';
import {
  ACCOUNT_MODEL,
  CONSOLE_SESSION_MODEL,
  accountSchema,
  consoleSessionSchema,
} from './accounts/account.schema.ts';
import { MongoConsoleAccounts } from './accounts/console-accounts.mongo.ts';
import { MongoPrincipalReader } from './principals/principal-reader.mongo.ts';
import { API_TOKEN_MODEL, apiTokenSchema } from './tokens/api-token.schema.ts';

const ports = [
  { provide: CONSOLE_ACCOUNTS, useClass: MongoConsoleAccounts },
  { provide: PRINCIPAL_READER, useClass: MongoPrincipalReader },
];

/** Accounts, logins and API tokens on MongoDB. Global: the guard of all routes reads them. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: ACCOUNT_MODEL, schema: accountSchema },
      { name: CONSOLE_SESSION_MODEL, schema: consoleSessionSchema },
      { name: API_TOKEN_MODEL, schema: apiTokenSchema },
    ]),
  ],
  providers: ports,
  exports: ports,
})
export class AccountsMongoModule {}
