import { CLIENT_IP_HEADER } from '../better-auth/auth.js';
import type { AuthSecrets } from '../better-auth/key-encryption.js';
import type { HttpRequest, HttpResponse } from './http-types.js';
import { resignCookies } from './resign-cookies.js';

/** Read by better-auth; what else a client sends stays outside. */
const READ = [
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

/**
 * The request as better-auth takes it, without the query, which none of our routes needs.
 * @param body already read and checked; absent for GET
 */
export function toWebRequest(
  request: HttpRequest,
  publicUrl: string,
  secrets: AuthSecrets,
  body?: object,
): Request {
  return new Request(new URL(request.path, publicUrl), {
    method: request.method,
    headers: webHeaders(request, secrets),
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** The headers that better-auth reads, with the address that the connection tells. */
export function webHeaders(request: HttpRequest, secrets: AuthSecrets): Headers {
  const headers = new Headers({ 'content-type': 'application/json' });
  for (const name of READ) {
    const value = request.headers[name];
    if (typeof value === 'string')
      headers.set(name, name === 'cookie' ? resignCookies(value, secrets) : value);
  }
  if (request.ip) headers.set(CLIENT_IP_HEADER, request.ip);
  return headers;
}

/** Sends better-auth's answer, with every cookie, and keeps it out of caches. */
export function sendWebResponse(answer: Response, text: string, response: HttpResponse): void {
  response.status(answer.status);
  answer.headers.forEach((value, name) => {
    if (name !== 'set-cookie' && name !== 'content-length') response.setHeader(name, value);
  });
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.setHeader('cache-control', 'no-store');
  response.end(text);
}
