/** A refusal of the server: problem details (RFC 9457), or better-auth's `{code, message}`. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** No answer came: offline, a closed connection, or a gateway without a backend. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('Parley cannot be reached right now.', { cause });
    this.name = 'Unreachable';
  }
}

/** The session is over; only signing in again helps. */
export class SessionEnded extends Error {
  constructor() {
    super('Your session has ended.');
    this.name = 'SessionEnded';
  }
}

/**
 * Reads a refused answer of either kind.
 * @param status the HTTP status
 * @param body the parsed JSON body, or anything else when there was none
 */
export function readProblem(status: number, body: unknown): ApiProblem {
  const record = isRecord(body) ? body : {};
  const code = text(record['code']) ?? `http.${status}`;
  const detail =
    text(record['detail']) ?? text(record['message']) ?? text(record['title']) ?? fallback(status);
  return new ApiProblem(status, code, detail, readFields(record['errors']), record);
}

function readFields(errors: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (!Array.isArray(errors)) return fields;
  for (const error of errors as unknown[]) {
    if (!isRecord(error)) continue;
    const pointer = text(error['pointer']);
    const detail = text(error['detail']);
    if (pointer === null || detail === null) continue;
    // "#/title", "/title" and "title" are all in use for a JSON pointer to a member.
    const name = pointer.replace(/^#?\/?/, '').split('/')[0] ?? '';
    fields[name] ??= detail;
  }
  return fields;
}

function fallback(status: number): string {
  if (status === 429) return 'That was a little fast. Try again in a moment.';
  if (status >= 500) return 'Something went wrong on our side. Try again in a moment.';
  return 'That did not work.';
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A sentence for the person, whatever was thrown. */
export function explain(error: unknown): string {
  if (error instanceof ApiProblem) return error.detail;
  if (error instanceof Unreachable || error instanceof SessionEnded) return error.message;
  return 'That did not work. Try again in a moment.';
}
