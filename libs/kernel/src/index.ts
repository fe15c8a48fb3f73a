export { Clock, SystemClock } from './clock.js';
export { DomainError, isDomainError, type ErrorKind, type FieldError } from './domain-error.js';
export { exhaustive } from './exhaustive.js';
export { failpoint } from './failpoint.js';
export { derivedId, newId } from './ids.js';
