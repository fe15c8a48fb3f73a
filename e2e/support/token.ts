import type { Person } from './person.ts';

/** What a person's token says: the user and the workspace. */
export function claimsOf({ token }: Person): { readonly sub: string; readonly wid: string } {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub: string; wid: string };
}
