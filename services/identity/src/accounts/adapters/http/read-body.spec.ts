import type { InvalidInputError } from '@parley/service-kit';
import type { HttpRequest } from './http-types.js';
import { readBody } from './read-body.js';
import { UpdateUserBody } from './bodies.js';

const request = (body: unknown, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  method: 'POST',
  path: '/',
  headers,
  body,
});

it.each(['en', 'de-AT', 'zh-Hant-TW', 'es-419'])('accepts the language tag %s', (locale) => {
  expect(readBody(UpdateUserBody, request({ locale }))).toEqual({ locale });
});

it.each(['', 'x', 'de_AT', 'en-', 'en US', 'e'.repeat(36), 7, ['de', 'en']])(
  'refuses the language tag %j',
  (locale) => {
    expect(() => readBody(UpdateUserBody, request({ locale }))).toThrow(/locale/);
  },
);

it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])(
  'accepts the zone %s',
  (timeZone) => {
    expect(readBody(UpdateUserBody, request({ timeZone }))).toEqual({ timeZone });
  },
);

it.each(['+01:00', '', 'Nowhere', '../../etc/passwd', 3])('refuses the zone %j', (timeZone) => {
  expect(() => readBody(UpdateUserBody, request({ timeZone }))).toThrow(/timeZone/);
});

it('names each member at fault by its pointer', () => {
  let fields: readonly { pointer: string }[] = [];
  try {
    readBody(UpdateUserBody, request({ name: '', admin: true }));
  } catch (error) {
    fields = (error as InvalidInputError).fields;
  }
  expect(fields.map(({ pointer }) => pointer).sort()).toEqual(['/admin', '/name']);
});

it('takes no body for an empty one, and another type than JSON for a mistake', () => {
  expect(readBody(UpdateUserBody, request(undefined))).toEqual({});
  expect(() => readBody(UpdateUserBody, request(undefined, { 'content-length': '3' }))).toThrow(/JSON/);
});

it.each(['ann\ud83d', 'ann\u0000'])('refuses text that cannot be stored: %j', (name) => {
  const read = () => readBody(UpdateUserBody, request({ name }));
  expect(read).toThrow(expect.objectContaining({ code: 'input.malformed-text' }) as Error);
});
