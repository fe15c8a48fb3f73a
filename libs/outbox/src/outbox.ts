import { Injectable } from '@nestjs/common';
import type { EventDefinition, PayloadClass } from '@parley/contracts';
import { traceparentOf } from '@parley/dapr';
import { Clock, newId } from '@parley/kernel';
import { Transactions, type RawClient } from '@parley/persistence';
import { validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { Relay } from './relay.js';

interface Row {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: object;
  readonly traceparent: string | null;
}

/** Larger events would be refused by the broker and block those behind them. */
const MAX_BYTES = 512 * 1024;

/** Collects the events of a transaction; they are written with it and published after it. */
@Injectable()
export class Outbox {
  private readonly pending = new WeakMap<object, Row[]>();

  constructor(
    private readonly transactions: Transactions,
    private readonly relay: Relay,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds an event to the running transaction.
   * @param id of the event; derive it where the change itself may be repeated
   * @throws Error outside of a transaction, or when the payload breaks its contract
   */
  add<T extends object>(definition: EventDefinition<T>, payload: T, id: string = newId()): void {
    assertValid(definition, payload);
    const tx = this.transactions.client;
    const rows = this.pending.get(tx) ?? [];
    rows.push({
      id,
      topic: definition.topic,
      type: definition.type,
      subject: definition.partitionKey(payload),
      time: this.clock.now().toISOString(),
      data: payload,
      traceparent: traceparentOf(),
    });
    this.pending.set(tx, rows);
    // Written last, when the aggregate is locked: positions of one aggregate then follow its commits.
    this.transactions.beforeCommit(this, () => this.flush(tx, rows));
    this.transactions.afterCommit(this, () => {
      this.relay.wake();
    });
  }

  private async flush(tx: RawClient, rows: readonly Row[]): Promise<void> {
    this.pending.delete(tx);
    const json = JSON.stringify(rows);
    await tx.$executeRaw`
      INSERT INTO outbox (id, topic, type, subject, time, data, traceparent)
      SELECT id, topic, type, subject, time, data, traceparent
      FROM ROWS FROM (jsonb_to_recordset(${json}::jsonb)
        AS (id uuid, topic text, type text, subject text, time timestamptz, data jsonb, traceparent text))
        WITH ORDINALITY AS event(id, topic, type, subject, time, data, traceparent, ordinal)
      ORDER BY ordinal`;
  }
}

function assertValid<T extends object>(definition: EventDefinition<T>, payload: T): void {
  const instance = plainToInstance(definition.payload as PayloadClass<object>, payload);
  const [error] = validateSync(instance, { forbidUnknownValues: false });
  if (error) throw new Error(`${definition.type} breaks its contract at "${error.property}".`);
  if (Buffer.byteLength(JSON.stringify(payload)) > MAX_BYTES)
    throw new Error(`${definition.type} is larger than ${MAX_BYTES} bytes.`);
}
