import { toFieldErrors } from '@parley/dapr';
import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';
import { plainToInstance } from 'class-transformer';
import { IsInt, IsISO8601, IsString, IsUUID, Min, validateSync } from 'class-validator';

/** Data of the job of a reminder. */
export class AlarmData {
  @IsUUID()
  reminderId!: string;

  @IsInt()
  @Min(1)
  generation!: number;

  @IsISO8601({ strict: true })
  dueAt!: string;
}

/** Data of the job that calls for reconciliation. */
export class ReconcileData {
  @IsString()
  epoch!: string;
}

/** A job whose data this release cannot read, e.g. one of a later release. */
export class UnreadableJobError extends DomainError {
  readonly code = 'job.unreadable';
  readonly kind: ErrorKind = 'invalid';

  constructor(override readonly fields: readonly FieldError[]) {
    super(`The data of the job is not valid: ${fields.map(({ detail }) => detail).join('; ')}`);
  }
}

/** @throws UnreadableJobError */
export function readJobData<T extends object>(type: new () => T, data: unknown): T {
  const instance = plainToInstance(type, data ?? {});
  const errors = validateSync(instance, { whitelist: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new UnreadableJobError(toFieldErrors(errors));
  return instance;
}
