import { Module } from '@nestjs/common';
import { Secrets, untilAvailable } from '@parley/dapr';
import { DatabaseModule } from '@parley/service-kit';
import { AuthTokenSigner } from './accounts/adapters/better-auth/auth-token-signer.js';
import { AUTH, createAuth, type Auth } from './accounts/adapters/better-auth/auth.js';
import { Recorder } from './accounts/adapters/better-auth/recorder.js';
import { AuthController } from './accounts/adapters/http/auth.controller.js';
import { PrismaAccountDirectory } from './accounts/adapters/prisma/prisma-account-directory.js';
import { PrismaAttemptCounter } from './accounts/adapters/prisma/prisma-attempt-counter.js';
import { EmailDigest } from './accounts/application/email-digest.js';
import { Passwords } from './accounts/application/passwords.js';
import { AccountDirectory, RecordRefusal } from './accounts/application/record-refusal.js';
import { AttemptCounter, SignInLimits } from './accounts/application/sign-in-limits.js';
import { ApiKeyCommands } from './api-keys/adapters/api-key.commands.js';
import { ApiKeysController } from './api-keys/adapters/api-keys.controller.js';
import { PrismaApiKeys } from './api-keys/adapters/prisma-api-keys.js';
import { ApiKeys } from './api-keys/application/api-keys.js';
import { CreateApiKey } from './api-keys/application/create-api-key.js';
import { ExchangeApiKey } from './api-keys/application/exchange-api-key.js';
import { RevokeApiKey } from './api-keys/application/revoke-api-key.js';
import { PrismaClient } from './generated/prisma/client.js';
import { IdentityConfig } from './identity-config.js';
import { IdentityTransactions } from './identity-transactions.js';
import { SecurityLog } from './security/security-log.js';
import { PrismaWorkspaces } from './tokens/adapters/prisma-workspaces.js';
import { TokenCommands } from './tokens/adapters/token.commands.js';
import { TokenSigner } from './tokens/application/token-signer.js';
import { Workspaces } from './tokens/application/workspaces.js';

/** Nest token of the secret that signs cookies and encrypts the signing keys. */
const AUTH_SECRET = Symbol('AUTH_SECRET');

@Module({
  imports: [DatabaseModule.forClient(PrismaClient, IdentityTransactions)],
  // The keys' routes lie within better-auth's prefix, so they come first.
  controllers: [TokenCommands, ApiKeyCommands, ApiKeysController, AuthController],
  providers: [
    Passwords,
    Recorder,
    SecurityLog,
    SignInLimits,
    RecordRefusal,
    CreateApiKey,
    RevokeApiKey,
    ExchangeApiKey,
    { provide: Workspaces, useClass: PrismaWorkspaces },
    { provide: AttemptCounter, useClass: PrismaAttemptCounter },
    { provide: AccountDirectory, useClass: PrismaAccountDirectory },
    { provide: ApiKeys, useClass: PrismaApiKeys },
    { provide: TokenSigner, useClass: AuthTokenSigner },
    {
      provide: AUTH_SECRET,
      inject: [Secrets],
      useFactory: (secrets: Secrets): Promise<string> =>
        untilAvailable(() => secrets.get('identity-auth', 'secret')),
    },
    {
      provide: EmailDigest,
      inject: [AUTH_SECRET],
      useFactory: (secret: string): EmailDigest => new EmailDigest(secret),
    },
    {
      provide: AUTH,
      inject: [AUTH_SECRET, IdentityConfig, IdentityTransactions, Passwords, Recorder, Workspaces],
      useFactory: (
        secret: string,
        config: IdentityConfig,
        transactions: IdentityTransactions,
        passwords: Passwords,
        recorder: Recorder,
        workspaces: Workspaces,
      ): Auth => {
        const publicUrl = new URL(config.PUBLIC_URL).origin;
        return createAuth({ secret, publicUrl, transactions, passwords, recorder, workspaces });
      },
    },
  ],
})
export class IdentityModule {}
