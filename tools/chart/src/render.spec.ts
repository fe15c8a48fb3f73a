import { steady } from './render.ts';

const secret = (value: string) =>
  `---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  token: "${value}"\n`;

it('is the same for two renders of a random Secret', () => {
  expect(steady(secret('c29tZQ=='))).toBe(steady(secret('b3RoZXI=')));
});

it('keeps what is not random', () => {
  const configMap = (value: string) => `---\nkind: ConfigMap\ndata:\n  token: "${value}"\n`;
  expect(steady(configMap('one'))).not.toBe(steady(configMap('two')));
});
