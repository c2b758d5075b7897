import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import {
  ACCOUNT_STORE,
  API_TOKEN_STORE,
  ATTEMPT_LIMITER,
  LOGIN_SESSION_STORE,
  PASSWORD_LINK_STORE,
} from '@relance/accounts-domain';
import { PRINCIPAL_READER } from '@relance/platform';
import { MongoAccountStore } from './accounts/account-store.mongo.ts';
import {
  ACCOUNT_MODEL,
  CONSOLE_SESSION_MODEL,
  PASSWORD_LINK_MODEL,
  accountSchema,
  consoleSessionSchema,
  passwordLinkSchema,
} from './accounts/account.schema.ts';
import { MongoLoginSessions } from './accounts/login-sessions.mongo.ts';
import { MongoPasswordLinks } from './accounts/password-links.mongo.ts';
import { LOGIN_ATTEMPTS_MODEL, MongoAttemptLimiter, loginAttemptsSchema } from './limits/attempt-limiter.mongo.ts';
import { MongoPrincipalReader } from './principals/principal-reader.mongo.ts';
import { MongoApiTokenStore } from './tokens/api-token-store.mongo.ts';
import { API_TOKEN_MODEL, apiTokenSchema } from './tokens/api-token.schema.ts';

const ports = [
  { provide: ACCOUNT_STORE, useClass: MongoAccountStore },
  { provide: LOGIN_SESSION_STORE, useClass: MongoLoginSessions },
  { provide: PASSWORD_LINK_STORE, useClass: MongoPasswordLinks },
  { provide: API_TOKEN_STORE, useClass: MongoApiTokenStore },
  { provide: ATTEMPT_LIMITER, useClass: MongoAttemptLimiter },
  { provide: PRINCIPAL_READER, useClass: MongoPrincipalReader },
];

/** Accounts, logins, API tokens and counted attempts on MongoDB. Global: the guard of all routes reads them. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: ACCOUNT_MODEL, schema: accountSchema },
      { name: CONSOLE_SESSION_MODEL, schema: consoleSessionSchema },
      { name: PASSWORD_LINK_MODEL, schema: passwordLinkSchema },
      { name: API_TOKEN_MODEL, schema: apiTokenSchema },
      { name: LOGIN_ATTEMPTS_MODEL, schema: loginAttemptsSchema },
    ]),
  ],
  providers: ports,
  exports: ports,
})
export class AccountsMongoModule {}
