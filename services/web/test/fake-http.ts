import type { IncomingHttpHeaders } from 'node:http';

export interface Request {
  readonly body: Record<string, unknown>;
  readonly query: URLSearchParams;
  readonly params: string[];
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

export type Handler = (request: Request) => Answer;

export function ok(body: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, body, headers };
}

export function refuse(status: number, code: string, detail: string, more: object = {}): Answer {
  const type = `https://parley.dev/problems/${code}`;
  return { status, body: { type, title: code, status, code, detail, ...more } };
}
