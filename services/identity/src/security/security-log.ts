import { Injectable } from '@nestjs/common';
import { securityRecordedV1, SecurityRecordedV1 } from '@parley/contracts';
import { Outbox } from '@parley/outbox';

/** What happened; members that are unknown or empty are not told. */
export interface SecurityEvent {
  readonly action: SecurityRecordedV1['action'];
  readonly workspaceId: string;
  readonly userId?: string | undefined;
  /** Session, key or membership that it concerns. */
  readonly objectId?: string;
  readonly ipAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
}

const MAX_USER_AGENT = 500;

/** Tells audit and the open sockets what happened to accounts, sessions and keys. */
@Injectable()
export class SecurityLog {
  constructor(private readonly outbox: Outbox) {}

  /** Adds an event to the running transaction, so that it is told exactly if it happened. */
  record(event: SecurityEvent): void {
    const userAgent = event.userAgent?.slice(0, MAX_USER_AGENT);
    const known = Object.entries({ ...event, userAgent }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    this.outbox.add(securityRecordedV1, Object.assign(new SecurityRecordedV1(), Object.fromEntries(known)));
  }
}
