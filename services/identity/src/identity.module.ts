import { Module } from '@nestjs/common';
import { Secrets, untilAvailable } from '@parley/dapr';
import { DatabaseModule } from '@parley/service-kit';
import { AUTH, createAuth, type Auth } from './accounts/adapters/better-auth/auth.js';
import { Recorder } from './accounts/adapters/better-auth/recorder.js';
import { AuthController } from './accounts/adapters/http/auth.controller.js';
import { Passwords } from './accounts/application/passwords.js';
import { PrismaClient } from './generated/prisma/client.js';
import { IdentityConfig } from './identity-config.js';
import { IdentityTransactions } from './identity-transactions.js';
import { SecurityLog } from './security/security-log.js';
import { PrismaWorkspaces } from './tokens/adapters/prisma-workspaces.js';
import { TokenCommands } from './tokens/adapters/token.commands.js';
import { Workspaces } from './tokens/application/workspaces.js';

@Module({
  imports: [DatabaseModule.forClient(PrismaClient, IdentityTransactions)],
  controllers: [TokenCommands, AuthController],
  providers: [
    Passwords,
    Recorder,
    SecurityLog,
    { provide: Workspaces, useClass: PrismaWorkspaces },
    {
      provide: AUTH,
      inject: [Secrets, IdentityConfig, IdentityTransactions, Passwords, Recorder, Workspaces],
      useFactory: async (
        secrets: Secrets,
        config: IdentityConfig,
        transactions: IdentityTransactions,
        passwords: Passwords,
        recorder: Recorder,
        workspaces: Workspaces,
      ): Promise<Auth> => {
        const secret = await untilAvailable(() => secrets.get('identity-auth', 'secret'));
        const publicUrl = new URL(config.PUBLIC_URL).origin;
        return createAuth({ secret, publicUrl, transactions, passwords, recorder, workspaces });
      },
    },
  ],
})
export class IdentityModule {}
