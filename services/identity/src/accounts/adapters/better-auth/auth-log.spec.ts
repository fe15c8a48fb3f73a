import { authLog } from './auth-log.js';

function logged(message: string, ...details: unknown[]): unknown[] {
  const lines: unknown[] = [];
  const keep = (level: string) => (line: unknown) => void lines.push([level, line]);
  authLog({ warn: keep('warn'), error: keep('error') })('error', message, ...details);
  return lines;
}

describe('what better-auth logs', () => {
  it('is a warning when a request was refused', () => {
    expect(logged('Invalid origin: http://evil.test')).toEqual([
      ['warn', { msg: 'A request was refused.', reason: 'Invalid origin: http://evil.test' }],
    ]);
    expect(logged('Blocked cross-site navigation login attempt (CSRF protection)')).toMatchObject([
      ['warn', {}],
    ]);
  });

  it('is a warning when two sign-ups with one address came at the same time', () => {
    const taken = new Error('Unique constraint failed on the constraint: `users_email_key`');
    expect(logged('Failed to create user', taken)).toMatchObject([
      ['warn', { reason: 'Failed to create user' }],
    ]);
  });

  it('repeats no more than the beginning of what a stranger sent', () => {
    const [line] = logged(`Invalid origin: ${'x'.repeat(5_000)}`) as [[string, { reason: string }]];
    expect(line[1].reason).toHaveLength(200);
  });

  it('stays an error when something failed', () => {
    expect(logged('Failed to create session', new Error('gone'))).toEqual([
      ['error', { msg: 'Failed to create session', details: ['Error: gone'] }],
    ]);
  });
});
