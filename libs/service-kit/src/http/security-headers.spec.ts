import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { securityHeaders } from './security-headers.js';

function headersUnder(publicUrl: string) {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  securityHeaders(publicUrl)(request, response, () => undefined);
  const { 'content-security-policy': policy, 'strict-transport-security': transport } = response.getHeaders();
  return { policy: String(policy).split(';'), transport };
}

it('keeps browsers on https where Parley is reached by it', () => {
  const { policy, transport } = headersUnder('https://parley.test');
  expect(policy).toContain('upgrade-insecure-requests');
  expect(transport).toMatch(/^max-age=\d+/);
});

it.each(['http://localhost:7400', 'http://parley.lan'])(
  'does not send them to https from %s',
  (publicUrl) => {
    const { policy, transport } = headersUnder(publicUrl);
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(transport).toBeUndefined();
  },
);

it('lets no page embed or run what is not of its origin, with and without https', () => {
  for (const publicUrl of ['http://localhost:7400', 'https://parley.test']) {
    expect(headersUnder(publicUrl).policy).toEqual(
      expect.arrayContaining(["default-src 'self'", "script-src 'self'", "frame-ancestors 'self'"]),
    );
  }
});
