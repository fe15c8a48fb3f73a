interface DriverCause {
  readonly originalCode?: unknown;
  readonly kind?: unknown;
}

/** Members of Prisma's errors that Parley reads; the classes differ per generated client. */
interface PrismaErrorShape {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: DriverCause;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: DriverCause } };
}

/**
 * What the driver said below Prisma's "raw query failed" (P2010), which has no code of its own for it. While a
 * transaction ends, the driver's error comes as it is.
 */
function driverCause(error: unknown): DriverCause | undefined {
  const shape = error as PrismaErrorShape | undefined;
  return shape?.name === 'DriverAdapterError' ? shape.cause : shape?.meta?.driverAdapterError?.cause;
}

/** SQLSTATE of the server's refusal, if that is what `error` is. */
export function sqlState(error: unknown): string | undefined {
  const shape = error as PrismaErrorShape | undefined;
  const original = driverCause(error)?.originalCode;
  if (typeof original === 'string') return original;
  return typeof shape?.code === 'string' ? shape.code : undefined;
}

/** A unique index refused the row (SQLSTATE 23505, Prisma P2002). */
export function isUniqueViolation(error: unknown): boolean {
  const state = sqlState(error);
  return state === '23505' || (error as PrismaErrorShape | undefined)?.code === 'P2002';
}

/** Deadlock or serialization failure (SQLSTATE 40001, 40P01; Prisma P2034): the same work may succeed. */
export function isSerializationFailure(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01' || (error as PrismaErrorShape | undefined)?.code === 'P2034';
}

const UNAVAILABLE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
]);

/** The driver of PostgreSQL gives these no code. */
const NO_CONNECTION = new Set([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
]);

/** The database cannot be reached, is shutting down, or has no connection, memory or disk to spare. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (namesOneOf(UNAVAILABLE, error)) return true;
  if (error instanceof Error && NO_CONNECTION.has(error.message)) return true;
  const state = sqlState(error) ?? '';
  return ['08', '53', '57P'].some((prefix) => state.startsWith(prefix));
}

const AWAY = new Set([
  'P1001',
  'P1017',
  'ECONNREFUSED',
  'ECONNRESET',
  'DatabaseNotReachable',
  'ConnectionClosed',
]);

/** The database refuses or drops connections. Being slow or busy is not being away. */
export function isDatabaseAway(error: unknown): boolean {
  if (namesOneOf(AWAY, error)) return true;
  const state = sqlState(error) ?? '';
  return state.startsWith('08') || state.startsWith('57P');
}

function namesOneOf(known: ReadonlySet<unknown>, error: unknown): boolean {
  return known.has((error as PrismaErrorShape | undefined)?.code) || known.has(driverCause(error)?.kind);
}
