import type { Membership } from './workspaces.js';

/** How long a token is valid; what a revoked session or a changed role may still do. */
export const TOKEN_SECONDS = 600;

/** What a token says beside issuer, audience, subject and times; read by every service's `TokenVerifier`. */
export interface TokenClaims {
  readonly [claim: string]: unknown;
  /** Workspace. */
  readonly wid: string;
  readonly role: string;
  /** Session, or `key:<id>` for an API key. */
  readonly sid: string;
  readonly name: string;
  /** IANA time zone (OpenID Connect Core, section 5.1). */
  readonly zoneinfo: string;
  /** BCP 47 language tag (OpenID Connect Core, section 5.1). */
  readonly locale: string;
}

/** What is told of a user in a token. */
export interface TokenSubject {
  readonly name: string;
  readonly timeZone?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

export function tokenClaims(user: TokenSubject, membership: Membership, sid: string): TokenClaims {
  return {
    wid: membership.workspaceId,
    role: membership.role,
    sid,
    name: user.name,
    zoneinfo: user.timeZone ?? 'UTC',
    locale: user.locale ?? 'en',
  };
}
