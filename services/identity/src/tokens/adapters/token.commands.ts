import { Controller, Inject } from '@nestjs/common';
import { getKeySet } from '@parley/contracts';
import { OnCommand } from '@parley/dapr';
import { AUTH, type Auth } from '../../accounts/adapters/better-auth/auth.js';

/** Answers the services that verify tokens. */
@Controller()
export class TokenCommands {
  constructor(@Inject(AUTH) private readonly auth: Auth) {}

  @OnCommand(getKeySet)
  async keys(): Promise<{ keys: Record<string, unknown>[] }> {
    const { keys } = await this.auth.api.getJwks();
    return { keys: keys.map((key) => ({ ...key })) };
  }
}
