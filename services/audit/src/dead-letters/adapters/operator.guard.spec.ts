import type { ExecutionContext } from '@nestjs/common';
import type { RateLimitGuard } from '@parley/service-kit';
import { OperatorToken } from './operator-token.js';
import { OperatorGuard } from './operator.guard.js';

const SECRET = 'a-secret-of-forty-characters-for-testing';
let admitted: string[];
let guard: OperatorGuard;

beforeEach(() => {
  admitted = [];
  const limit = { admit: (caller: string) => admitted.push(caller) } as unknown as RateLimitGuard;
  guard = new OperatorGuard(new OperatorToken(SECRET), limit);
});

function asking(authorization?: string): ExecutionContext {
  const http = { getRequest: () => ({ headers: { authorization } }), getResponse: () => ({}) };
  return { switchToHttp: () => http } as unknown as ExecutionContext;
}

function refusal(authorization?: string): unknown {
  try {
    return guard.canActivate(asking(authorization));
  } catch (error) {
    return error;
  }
}

it('admits the operator, and counts the request', () => {
  expect(guard.canActivate(asking(`Bearer ${SECRET}`))).toBe(true);
  expect(admitted).toEqual(['operator']);
});

it.each([undefined, '', 'Bearer', 'Bearer ', `Basic ${SECRET}`, SECRET])(
  'asks for a token when there is none: %s',
  (authorization) => {
    expect(refusal(authorization)).toMatchObject({ code: 'operator.required', kind: 'unauthenticated' });
  },
);

it.each([`Bearer ${SECRET}x`, 'Bearer a.b.c', `Bearer ${SECRET.slice(1)}`])(
  'refuses another token: %s',
  (authorization) => {
    expect(refusal(authorization)).toMatchObject({ code: 'operator.refused', kind: 'forbidden' });
    expect(admitted).toEqual([]);
  },
);
