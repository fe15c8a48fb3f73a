import { IsIn, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { defineEvent } from '../define-event.js';

/** What happened to an account, a session or a key. */
export const securityActions = [
  'account.created',
  'session.created',
  'session.refused',
  'session.ended',
  'key.created',
  'key.revoked',
  'role.changed',
  'data.exported',
  'data.erased',
] as const;

/** Payload of `parley.security.recorded.v1`. */
export class SecurityRecordedV1 {
  @IsIn(securityActions)
  action!: (typeof securityActions)[number];

  /** Workspace of the account; the account's id where it has none yet. */
  @IsString()
  workspaceId!: string;

  @IsOptional()
  @IsString()
  userId?: string;

  /** Session or key that the action concerns. */
  @IsOptional()
  @IsString()
  objectId?: string;

  @IsOptional()
  @IsString()
  ipAddress?: string;

  @IsOptional()
  @IsString()
  userAgent?: string;

  @IsOptional()
  @IsObject()
  details?: Record<string, unknown>;
}

export const securityRecordedV1 = defineEvent({
  type: 'parley.security.recorded.v1',
  topic: 'security-events',
  payload: SecurityRecordedV1,
  summary: 'Something happened to an account, a session or a key.',
  partitionKey: (event) => event.workspaceId,
  producer: 'identity',
  consumers: ['realtime'],
});

/** Payload of `parley.operator.acted.v1`. */
export class OperatorActedV1 {
  /** What was done to what, e.g. `dead-letter.replayed`. Not a closed list: a release may add actions. */
  @Matches(/^[a-z-]+\.[a-z-]+$/)
  action!: string;

  /** Workspace that the object belongs to; `system` where it names none. */
  @IsString()
  workspaceId!: string;

  /** Who acted: an operator is no user of a workspace. */
  @IsString()
  operator!: string;

  @IsString()
  objectId!: string;

  @IsOptional()
  @IsObject()
  details?: Record<string, unknown>;
}

export const operatorActedV1 = defineEvent({
  type: 'parley.operator.acted.v1',
  topic: 'security-events',
  payload: OperatorActedV1,
  summary: 'Somebody who runs the system did something by hand.',
  partitionKey: (event) => event.workspaceId,
  producer: 'audit',
  consumers: [],
});
