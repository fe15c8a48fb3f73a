import type { SidecarClient } from '../sidecar/sidecar-client.js';
import { Secrets } from './secrets.js';

const holding = (values: Record<string, string>): Secrets =>
  new Secrets({
    expect: () => Promise.resolve({ text: JSON.stringify(values) }),
  } as unknown as SidecarClient);

it('gives the value to use first, then the one that is accepted beside it', async () => {
  const secrets = holding({ secret: 'new', 'secret.accepted': 'old', other: 'x' });
  expect(await secrets.getAccepted('identity-auth', 'secret')).toEqual(['new', 'old']);
  expect(await secrets.get('identity-auth', 'secret')).toBe('new');
  expect(await secrets.getAccepted('identity-auth', 'other')).toEqual(['x']);
});

it('names the secret that lacks the key', async () => {
  await expect(holding({ 'secret.accepted': 'old' }).get('identity-auth', 'secret')).rejects.toThrow(
    'Secret identity-auth has no key "secret".',
  );
});
