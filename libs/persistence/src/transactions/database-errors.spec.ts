import {
  isDatabaseAway,
  isDatabaseUnavailable,
  isSerializationFailure,
  isUniqueViolation,
  sqlState,
} from './database-errors.js';

/** An error as Prisma raises it for a statement that the server refused. */
const refused = (originalCode: string, code = 'P2010') =>
  Object.assign(new Error('refused'), { code, meta: { driverAdapterError: { cause: { originalCode } } } });
/** The same where there was no server to refuse. */
const unheard = (kind: string) =>
  Object.assign(new Error('failed'), { code: 'P2010', meta: { driverAdapterError: { cause: { kind } } } });
/** The same while a transaction ends. */
const bare = (cause: object) => Object.assign(new Error('failed', { cause }), { name: 'DriverAdapterError' });
const coded = (code: string) => Object.assign(new Error('failed'), { code });

it('reads the SQLSTATE below an error of Prisma, and of the driver itself', () => {
  expect([
    sqlState(refused('23505')),
    sqlState(coded('40P01')),
    sqlState(bare({ originalCode: '57P01', kind: 'postgres' })),
    sqlState(new Error('x')),
    sqlState(undefined),
  ]).toEqual(['23505', '40P01', '57P01', undefined, undefined]);
});

it.each([
  [refused('23505'), true],
  [coded('P2002'), true],
  [coded('23505'), true],
  [refused('23503'), false],
  [new Error('duplicate key'), false],
  [undefined, false],
])('recognises a refused duplicate (%#)', (error, expected) => {
  expect(isUniqueViolation(error)).toBe(expected);
});

it.each([
  [refused('40001'), true],
  [refused('40P01'), true],
  [coded('P2034'), true],
  [refused('23505'), false],
  [coded('P2028'), false],
  [undefined, false],
])('recognises a transaction that may succeed when it is run again (%#)', (error, expected) => {
  expect(isSerializationFailure(error)).toBe(expected);
});

it.each([
  ['an unreachable server', coded('P1001'), true],
  ['a refused connection', coded('ECONNREFUSED'), true],
  ['an exhausted pool', coded('P2024'), true],
  ['a server that shuts down', refused('57P01'), true],
  ['a lost connection', refused('08006'), true],
  ['a server without free slots', refused('53300'), true],
  ['a full disk', refused('53100'), true],
  [
    'a connection that broke during a transaction',
    new Error('Client has encountered a connection error and is not queryable'),
    true,
  ],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), true],
  ['an unreachable server, of a raw query', unheard('DatabaseNotReachable'), true],
  ['a raw query without an answer', unheard('SocketTimeout'), true],
  ['a connection that was closed at a commit', bare({ kind: 'ConnectionClosed' }), true],
  ['a mistake with a cause', new Error('x', { cause: { kind: 'ConnectionClosed' } }), false],
  ['a raw query that is wrong', unheard('ColumnNotFound'), false],
  ['a refused row', refused('23505'), false],
  ['a cancelled statement', refused('57014'), false],
  ['a mistake', new TypeError('x'), false],
  ['nothing', null, false],
])('tells %s', (_, error, expected) => {
  expect(isDatabaseUnavailable(error)).toBe(expected);
});

it.each([
  ['an unreachable server', coded('P1001'), true],
  ['a refused connection', coded('ECONNREFUSED'), true],
  ['a connection that was closed', coded('P1017'), true],
  ['a server that shuts down', refused('57P01'), true],
  ['a server that is starting', refused('57P03'), true],
  ['a lost connection', refused('08006'), true],
  ['an unreachable server, of a raw query', unheard('DatabaseNotReachable'), true],
  ['a connection that was closed, of a raw query', unheard('ConnectionClosed'), true],
  ['a connection that was closed at a commit', bare({ kind: 'ConnectionClosed' }), true],
  ['a raw query without an answer', unheard('SocketTimeout'), false],
  ['an exhausted pool', coded('P2024'), false],
  ['a statement that takes too long', coded('P1008'), false],
  ['a transaction that takes too long', coded('P2028'), false],
  ['a server without free slots', refused('53300'), false],
  ['a cancelled statement', refused('57014'), false],
  ['nothing', null, false],
])('tells a database that is away from one that is busy: %s', (_, error, expected) => {
  expect(isDatabaseAway(error)).toBe(expected);
});
