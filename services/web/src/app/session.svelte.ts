import { authApi, type User } from '../api/auth-api.js';
import { Unreachable } from '../api/problem.js';
import { TokenSource } from '../api/token.js';
import { Client } from '../sync/client.svelte.js';

type Phase = 'starting' | 'signed-out' | 'signed-in' | 'unreachable';

/** Who uses this page. */
export class Session {
  phase = $state<Phase>('starting');
  client = $state.raw<Client | null>(null);
  /** True when the server ended the session, so the sign-in screen can say why it appears. */
  ended = $state(false);
  private readonly tokens = new TokenSource(
    async () => {
      const token = await authApi.token();
      if (token === null) this.expire();
      return token;
    },
    () => Date.now() / 1_000,
  );

  /** Finds out who is signed in; also called after signing in. */
  async open(): Promise<void> {
    try {
      const user = await authApi.user();
      if (user === null) this.phase = 'signed-out';
      else await this.enter(user);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.phase = 'unreachable';
    }
  }

  async signOut(): Promise<void> {
    await authApi.signOut();
    await this.leave(true);
  }

  private async enter(user: User): Promise<void> {
    this.ended = false;
    this.client = await Client.start(user, this.tokens);
    this.phase = 'signed-in';
  }

  private expire(): void {
    if (this.phase !== 'signed-in') return;
    this.ended = true;
    void this.leave(false);
  }

  /** Without erasing, unsent messages wait for the same person to sign in again. */
  private async leave(erase: boolean): Promise<void> {
    const client = this.client;
    this.tokens.forget();
    this.phase = 'signed-out';
    this.client = null;
    await client?.stop(erase);
  }
}
