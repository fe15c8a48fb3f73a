export { migrate, MigrationChangedError } from './migrations/migrate.js';
export { openPool } from './pool.js';
export { Pruner } from './retention/pruner.js';
export { PLAN_ANEW } from './statement-names.js';
export {
  isDatabaseAway,
  isDatabaseUnavailable,
  isSerializationFailure,
  isUniqueViolation,
} from './transactions/database-errors.js';
export {
  Transactions,
  type DatabaseClient,
  type RawClient,
  type TransactionOptions,
} from './transactions/transactions.js';
