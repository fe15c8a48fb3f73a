import { createHmac } from 'node:crypto';
import { resignCookies } from './resign-cookies.js';

const OLD = 'the-secret-that-was-used-before-today';
const NEW = 'the-secret-that-is-used-from-today-on';

const signed = (value: string, secret: string): string =>
  encodeURIComponent(`${value}.${createHmac('sha256', secret).update(value).digest('base64')}`);

it('signs with the current secret what an accepted one signed, and nothing else', () => {
  const others = `a=b; parley.x=${signed('mine', NEW)}; y=${signed('forged', 'a stranger')}; z=50%; flag`;
  expect(resignCookies(`parley.session_token=${signed('abc', OLD)}; ${others}`, [NEW, OLD])).toBe(
    `parley.session_token=${signed('abc', NEW)}; ${others}`,
  );
});

it('leaves all as they are once no other secret is accepted', () => {
  const header = `parley.session_token=${signed('abc', OLD)}`;
  expect(resignCookies(header, [NEW])).toBe(header);
});

it('does not take the signature of one value for another', () => {
  const [, signature = ''] = signed('abc', OLD).split('.');
  const header = `parley.session_token=abd.${signature}`;
  expect(resignCookies(header, [NEW, OLD])).toBe(header);
});
