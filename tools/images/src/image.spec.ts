import { builders } from './builders.ts';
import { imagesOf } from './image.ts';
import { table } from './table.ts';

const services = [
  { name: 'chat-api', kind: 'node' },
  { name: 'web', kind: 'static' },
] as const;

it('makes an image of every service, the UI by nginx', () => {
  expect(imagesOf(services, { tag: '1.2.3' })).toEqual([
    { service: 'chat-api', target: 'service', reference: 'parley/chat-api:1.2.3' },
    { service: 'web', target: 'web', reference: 'parley/web:1.2.3' },
  ]);
});

it('puts the registry in front', () => {
  const [image] = imagesOf(services, { only: ['web'], tag: 'dev', registry: 'registry.example.com/team' });
  expect(image?.reference).toBe('registry.example.com/team/parley/web:dev');
});

it('names the services that there are when asked for one that is not', () => {
  expect(() => imagesOf(services, { only: ['chat'], tag: 'dev' })).toThrow(
    'There is no service chat. There are: chat-api, web.',
  );
});

it.each([
  ['docker', '185000000\n', 185],
  ['buildah', '[{"size": "185 MB"}]', 185],
  ['buildah', '[{"size": "1.5 GB"}]', 1500],
  ['buildah', '[{"size": "12 parsecs"}]', NaN],
] as const)('reads what %s says of a size: %s', (name, output, megabytes) => {
  expect(builders[name].readSize(output)).toBe(megabytes);
});

it('shows sizes and times in columns', () => {
  const [chatApi, web] = imagesOf(services, { tag: '1.2.3' });
  if (chatApi === undefined || web === undefined) throw new Error('two images were asked for');
  const built = [
    { image: chatApi, megabytes: 185.4, seconds: 12.3 },
    { image: web, megabytes: 9.6, seconds: 101 },
  ];
  expect(table(built).split('\n')).toEqual([
    'image                   MB  seconds',
    'parley/chat-api:1.2.3  185       12',
    'parley/web:1.2.3        10      101',
  ]);
});
