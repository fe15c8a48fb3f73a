import { Module } from '@nestjs/common';
import { Secrets, untilAvailable } from '@parley/dapr';
import { DatabaseModule } from '@parley/service-kit';
import { AuthTokenSigner } from './accounts/adapters/better-auth/auth-token-signer.js';
import { AUTH, createAuth, type Auth } from './accounts/adapters/better-auth/auth.js';
import { AUTH_SECRETS, type AuthSecrets } from './accounts/adapters/better-auth/key-encryption.js';
import { Recorder } from './accounts/adapters/better-auth/recorder.js';
import { SigningKeys } from './accounts/adapters/better-auth/signing-keys.js';
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
      provide: AUTH_SECRETS,
      inject: [Secrets],
      useFactory: (secrets: Secrets): Promise<AuthSecrets> =>
        untilAvailable(() => secrets.getAccepted('identity-auth', 'secret')),
    },
    {
      provide: EmailDigest,
      inject: [AUTH_SECRETS],
      useFactory: ([secret]: AuthSecrets): EmailDigest => new EmailDigest(secret),
    },
    {
      provide: AUTH,
      inject: [AUTH_SECRETS, IdentityConfig, IdentityTransactions, Passwords, Recorder, Workspaces],
      useFactory: async (
        secrets: AuthSecrets,
        config: IdentityConfig,
        transactions: IdentityTransactions,
        passwords: Passwords,
        recorder: Recorder,
        workspaces: Workspaces,
      ): Promise<Auth> => {
        const publicUrl = new URL(config.PUBLIC_URL).origin;
        const signingKeys = new SigningKeys(transactions, secrets);
        await signingKeys.takeOver();
        return createAuth({
          secrets,
          signingKeys,
          publicUrl,
          transactions,
          passwords,
          recorder,
          workspaces,
        });
      },
    },
  ],
})
export class IdentityModule {}
