import { newSecret, secretOf, setSecret, setToken, tokenOf, type TokenKind } from './own-secrets.ts';
import { SERVICES } from './own-stack.ts';

type Tokens = Readonly<Record<TokenKind, string>>;

const NAMED = ['identity-auth', 'audit-operator'];

/** A value for everything that is made at random. */
export interface RandomValues {
  tokens(service: string): Tokens;
  /** The key `secret` of a secret. */
  secret(name: string): string;
}

/** What the stack of this run has. */
export function presentValues(): RandomValues {
  return valuesOf(
    (name) => ({ dapr: tokenOf(name, 'dapr'), app: tokenOf(name, 'app') }),
    (name) => secretOf(name, 'secret'),
  );
}

export function newValues(): RandomValues {
  return valuesOf(() => ({ dapr: newSecret(), app: newSecret() }), newSecret);
}

/** Writes down what services and sidecars are to use, and what is as good as it. */
export function give(values: RandomValues, accepted: RandomValues, isTokenAccepted = true): void {
  for (const name of SERVICES) {
    for (const kind of ['dapr', 'app'] as const) {
      const other = isTokenAccepted ? accepted.tokens(name)[kind] : undefined;
      setToken(name, kind, values.tokens(name)[kind], other);
    }
  }
  for (const name of NAMED)
    setSecret(name, { secret: values.secret(name), 'secret.accepted': accepted.secret(name) });
}

function valuesOf(tokens: (service: string) => Tokens, secret: (name: string) => string): RandomValues {
  const all = new Map(SERVICES.map((name) => [name as string, tokens(name)]));
  const named = new Map(NAMED.map((name) => [name, secret(name)]));
  return {
    tokens: (service) => all.get(service) ?? { dapr: '', app: '' },
    secret: (name) => named.get(name) ?? '',
  };
}
