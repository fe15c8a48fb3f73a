import type { ErrorKind, FieldError } from '@parley/kernel';

/** A problem document (RFC 9457). `code` is stable; `type` is its page. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance?: string;
  readonly errors?: readonly FieldError[];
  readonly [member: string]: unknown;
}

const KINDS: Readonly<Record<ErrorKind, readonly [number, string]>> = {
  malformed: [400, 'Malformed request'],
  unauthenticated: [401, 'Sign-in required'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  conflict: [409, 'Conflict'],
  gone: [410, 'No longer there'],
  'precondition-failed': [412, 'Changed meanwhile'],
  'precondition-required': [428, 'Precondition required'],
  'too-large': [413, 'Too large'],
  invalid: [422, 'Invalid input'],
  'rate-limited': [429, 'Too many requests'],
  unavailable: [503, 'Not available just now'],
};

/** Makes the problem document of a refusal. */
export function problemOf(
  kind: ErrorKind,
  code: string,
  detail: string,
  more: { errors?: readonly FieldError[]; instance?: string; [member: string]: unknown } = {},
): Problem {
  const [status, title] = KINDS[kind];
  const { errors, ...members } = more;
  return {
    ...members,
    type: `https://parley.dev/problems/${code}`,
    title,
    status,
    detail,
    code,
    ...(errors && errors.length > 0 && { errors }),
  };
}
