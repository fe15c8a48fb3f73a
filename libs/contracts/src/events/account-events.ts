import { IsString, MaxLength } from 'class-validator';
import { defineEvent } from '../define-event.js';

/** Payload of `parley.account.moved.v1`; told once for each workspace that the account is a member of. */
export class AccountMovedV1 {
  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  /** IANA time zone. */
  @IsString()
  @MaxLength(64)
  zone!: string;
}

export const accountMovedV1 = defineEvent({
  type: 'parley.account.moved.v1',
  topic: 'security-events',
  payload: AccountMovedV1,
  summary: 'A person chose another time zone; what floats moves along.',
  partitionKey: (event) => event.workspaceId,
  producer: 'identity',
  consumers: ['chat-api'],
});
