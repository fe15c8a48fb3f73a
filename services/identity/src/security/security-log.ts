import { Injectable } from '@nestjs/common';
import { securityRecordedV1, type SecurityRecordedV1 } from '@parley/contracts';
import { Outbox } from '@parley/outbox';

/** Tells audit and the open sockets what happened to accounts, sessions and keys. */
@Injectable()
export class SecurityLog {
  constructor(private readonly outbox: Outbox) {}

  /** Adds an event to the running transaction, so that it is told exactly if it happened. */
  record(event: SecurityRecordedV1): void {
    const told = Object.fromEntries(
      Object.entries(event).filter(([, value]) => value !== undefined && value !== null && value !== ''),
    );
    this.outbox.add(securityRecordedV1, told as unknown as SecurityRecordedV1);
  }
}
