import { requestJson } from './http.js';
import { ApiProblem } from './problem.js';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone?: string | null;
  readonly locale?: string | null;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string | null;
  /** The first characters of the key, enough to recognise it. */
  readonly start: string | null;
  readonly createdAt: string;
  readonly lastRequest: string | null;
}

/** The identity service, mounted at /api/auth; the session travels in a cookie. */
export const authApi = {
  signUp(input: Credentials & { name: string; timeZone: string; locale: string }): Promise<unknown> {
    return post('/sign-up/email', input);
  },

  signIn(input: Credentials): Promise<unknown> {
    return post('/sign-in/email', input);
  },

  signOut(): Promise<unknown> {
    return post('/sign-out', {});
  },

  /** The signed-in person, or null without a session. */
  async user(): Promise<User | null> {
    const session = (await requestJson('/api/auth/get-session')) as { user: User } | null;
    return session?.user ?? null;
  },

  /** A fresh access token, or null without a session. */
  async token(): Promise<string | null> {
    try {
      const answer = (await requestJson('/api/auth/token')) as { token?: string } | null;
      return answer?.token ?? null;
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) return null;
      throw error;
    }
  },

  updateUser(input: Partial<Pick<User, 'name' | 'timeZone' | 'locale'>>): Promise<unknown> {
    return post('/update-user', input);
  },

  async keys(): Promise<readonly ApiKey[]> {
    const answer = await requestJson('/api/auth/api-key/list');
    return Array.isArray(answer)
      ? (answer as readonly ApiKey[])
      : (answer as { apiKeys: readonly ApiKey[] }).apiKeys;
  },

  /** The answer is the only time the whole key is ever shown. */
  createKey(name: string): Promise<{ readonly key: string }> {
    return post('/api-key/create', { name }) as Promise<{ readonly key: string }>;
  },

  revokeKey(keyId: string): Promise<unknown> {
    return post('/api-key/delete', { keyId });
  },
};

function post(path: string, body: unknown): Promise<unknown> {
  return requestJson(`/api/auth${path}`, { method: 'POST', body });
}
