import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const TITLES = {
  400: 'Bad Request',
  404: 'Not Found',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
} as const;
export type ProblemStatus = keyof typeof TITLES;

/** Headers of every answer of the gateway; `publicUrl` is the origin browsers use. */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  // Safari before 15.4 does not take 'self' to cover web sockets, so the socket's origin is named.
  const socket = publicUrl.replace(/^http/, 'ws');
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${socket}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=()',
    'x-frame-options': 'DENY',
  };
}

/** Answers with an RFC 9457 problem, or cuts the answer off when it has begun. */
export function sendProblem(
  response: ServerResponse,
  status: ProblemStatus,
  code: string,
  detail: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: 'about:blank', title: TITLES[status], status, code, detail });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 503 ? { 'retry-after': '1' } : {}),
  });
  response.end(body);
}

/** Refuses a WebSocket upgrade. */
export function refuseUpgrade(socket: Duplex, status: ProblemStatus): void {
  if (socket.destroyed) return;
  socket.end(`HTTP/1.1 ${status} ${TITLES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
