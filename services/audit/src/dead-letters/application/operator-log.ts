import { Injectable } from '@nestjs/common';
import { operatorActedV1, OperatorActedV1 } from '@parley/contracts';
import { Outbox } from '@parley/outbox';
import { SYSTEM_WORKSPACE } from '../../records/domain/audited-event.js';
import type { LetterSummary } from '../domain/dead-letter.js';

/** Records what operators do, with the change itself, so that the audit trail has it. */
@Injectable()
export class OperatorLog {
  constructor(private readonly outbox: Outbox) {}

  /** Adds an event to the running transaction. */
  record(
    action: 'dead-letter.replayed' | 'dead-letter.dropped',
    { id, topic, eventId, type, workspaceId }: LetterSummary,
    operator: string,
  ): void {
    const details = { topic, ...(eventId !== null && { eventId }), ...(type !== null && { type }) };
    this.outbox.add(
      operatorActedV1,
      Object.assign(new OperatorActedV1(), {
        action,
        workspaceId: workspaceId ?? SYSTEM_WORKSPACE,
        operator,
        objectId: id,
        details,
      }),
    );
  }
}
