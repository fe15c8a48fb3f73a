import type { Problem } from '@parley/service-kit';
import { STATUS_CODES } from 'node:http';

/** What better-auth says when it refuses. */
interface Refusal {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** The member that a refusal is about, for those that are about one. */
const MEMBER: Readonly<Record<string, string>> = {
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  USER_ALREADY_EXISTS: 'email',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'email',
};

/**
 * The problem document (RFC 9457) of a refusal by better-auth; its `code` and `message` are kept for its clients.
 * @throws Error for a fault, which must not be shown
 */
export function authProblem(status: number, text: string): Problem {
  if (status >= 500) throw new Error(`better-auth answered ${status}: ${text.slice(0, 300)}`);
  const { code, message } = parse(text);
  const name = typeof code === 'string' ? code : status === 401 ? 'auth.required' : 'auth.refused';
  const detail = typeof message === 'string' && message !== '' ? message : 'The request was refused.';
  return {
    type: `https://parley.dev/problems/${name.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Refused',
    status,
    detail,
    code: name,
    message: detail,
    ...(MEMBER[name] && { errors: [{ pointer: `/${MEMBER[name]}`, detail }] }),
  };
}

function parse(text: string): Refusal {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
