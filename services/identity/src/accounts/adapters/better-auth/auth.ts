import { Logger } from '@nestjs/common';
import { newId } from '@parley/kernel';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@parley/service-kit';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { jwt, organization } from 'better-auth/plugins';
import type { IdentityTransactions } from '../../../identity-transactions.js';
import { TOKEN_SECONDS, tokenClaims } from '../../../tokens/application/token-claims.js';
import type { Workspaces } from '../../../tokens/application/workspaces.js';
import type { Passwords } from '../../application/passwords.js';
import { authLog } from './auth-log.js';
import { recordingAdapter } from './recording-adapter.js';
import type { Recorder } from './recorder.js';
import { scopedClient } from './scoped-client.js';
import type { AuthSecrets } from './key-encryption.js';
import type { SigningKeys } from './signing-keys.js';

/** What better-auth is built from. */
export interface AuthParts {
  /** The first signs cookies and encrypts the private signing keys; 32 characters or more, each. */
  readonly secrets: AuthSecrets;
  readonly signingKeys: SigningKeys;
  /** Origin that browsers use. */
  readonly publicUrl: string;
  readonly transactions: IdentityTransactions;
  readonly passwords: Passwords;
  readonly recorder: Recorder;
  readonly workspaces: Workspaces;
}

/** Set by the controller from the connection, whatever the client sent. */
export const CLIENT_IP_HEADER = 'x-parley-client-ip';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** better-auth on our database, transactions, passwords and events. Rate limits and input checks come before it. */
export function createAuth(parts: AuthParts) {
  if (parts.secrets.some(({ length }) => length < 32))
    throw new Error('The secret "identity-auth" is shorter than 32 characters.');
  const { transactions, passwords, workspaces, signingKeys } = parts;
  const database = prismaAdapter(scopedClient(transactions), { provider: 'postgresql', transaction: true });
  const userField = { type: 'string', required: false } as const;

  return betterAuth({
    appName: 'Parley',
    baseURL: parts.publicUrl,
    basePath: '/api/auth',
    secret: parts.secrets[0],
    trustedOrigins: [parts.publicUrl],
    database: (options: BetterAuthOptions) =>
      recordingAdapter(database(options), transactions, parts.recorder),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: {
        hash: (password) => passwords.hash(password),
        verify: ({ hash, password }) => passwords.verify(hash, password),
      },
    },
    user: {
      additionalFields: {
        timeZone: { ...userField, defaultValue: 'UTC' },
        locale: { ...userField, defaultValue: 'en' },
      },
    },
    session: { expiresIn: 30 * DAY, updateAge: DAY },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const membership = await workspaces.membership(session.userId);
            return { data: { ...session, activeOrganizationId: membership?.workspaceId ?? null } };
          },
        },
      },
    },
    plugins: [
      organization({ allowUserToCreateOrganization: true, organizationLimit: 20, membershipLimit: 500 }),
      jwt({
        disableSettingJwtHeader: true,
        adapter: { getJwks: () => signingKeys.all(), createJwk: (key) => signingKeys.keep(key) },
        jwks: {
          keyPairConfig: { alg: 'EdDSA', crv: 'Ed25519' },
          rotationInterval: 90 * DAY,
          gracePeriod: DAY,
        },
        jwt: {
          issuer: TOKEN_ISSUER,
          audience: TOKEN_AUDIENCE,
          expirationTime: `${TOKEN_SECONDS}s`,
          definePayload: async ({ user, session }) => {
            const preferred = session.activeOrganizationId as string | null | undefined;
            const membership = await workspaces.membership(user.id, preferred);
            if (!membership)
              throw new APIError('FORBIDDEN', {
                code: 'NO_WORKSPACE',
                message: 'You belong to no workspace.',
              });
            return tokenClaims(user, membership, session.id);
          },
        },
      }),
    ],
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'parley',
      useSecureCookies: parts.publicUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    // Faults go to our filter, which logs them with an id; refusals are answered as they are.
    onAPIError: { throw: true },
    // Below "error" it logs e-mail addresses.
    logger: { level: 'error', log: authLog(new Logger('BetterAuth')) },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** Nest token of {@link Auth}. */
export const AUTH = Symbol('AUTH');
