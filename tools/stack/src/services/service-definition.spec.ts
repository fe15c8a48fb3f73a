import { parseService } from './service-definition.ts';

const parse = (json: unknown) => parseService('/services/chat-api', json);
const valid = { appId: 'chat-api', kind: 'node', database: 'chat_api', routes: ['/api/v1/tasks'] };

it('takes a definition, with the name of its folder', () => {
  expect(parse(valid)).toEqual({
    ...valid,
    name: 'chat-api',
    folder: '/services/chat-api',
    uploads: [],
    secrets: [],
  });
});

it('takes a service that has neither database nor routes', () => {
  expect(parse({ appId: 'worker', kind: 'node' })).not.toHaveProperty('database');
});

it.each([
  ['an app id with a dot', { ...valid, appId: 'chat.api' }, '"appId"'],
  ['an unknown kind', { ...valid, kind: 'java' }, '"kind"'],
  ['a database with a dash', { ...valid, database: 'chat-api' }, '"database"'],
  ['an upload elsewhere', { ...valid, uploads: ['/api/v1/files'] }, '"uploads"'],
  ['a relative route', { ...valid, routes: ['api'] }, '"routes"'],
  ['a secret that is not a name', { ...valid, secrets: [1] }, '"secrets"'],
  ['a list', [], '"appId"'],
  ['nothing', null, 'object'],
])('refuses %s', (_, json, words) => {
  expect(() => parse(json)).toThrow(words);
});
