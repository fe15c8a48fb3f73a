import { Injectable } from '@nestjs/common';
import { DomainError, isDomainError, type ErrorKind } from '@parley/kernel';
import { createHash } from 'node:crypto';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Owner } from './task-repository.js';

/** The key came with another request before. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'idempotency.key-reused';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('This Idempotency-Key belongs to another request. Use a new one for each request.');
  }
}

export class InvalidIdempotencyKeyError extends DomainError {
  readonly code = 'idempotency.key-invalid';
  readonly kind: ErrorKind = 'malformed';

  constructor() {
    super('Idempotency-Key must be 1 to 200 visible ASCII characters.');
  }
}

/**
 * Answers a repeated request with its first answer (draft-ietf-httpapi-idempotency-key-header). The record is in
 * the transaction of the effect: there is never one without the other. Repetitions are rare, so it is the record that
 * shows one, at the end, and the transaction is taken back.
 */
@Injectable()
export class Idempotency {
  constructor(private readonly transactions: ChatTransactions) {}

  /** @throws IdempotencyKeyReusedError, InvalidIdempotencyKeyError */
  async once<T extends object>(
    { userId }: Owner,
    key: string | undefined,
    body: unknown,
    work: () => Promise<T>,
  ): Promise<T> {
    if (key === undefined) return this.transactions.run(work);
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new InvalidIdempotencyKeyError();
    const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    try {
      return await this.transactions.run(async () => {
        const result = await work();
        // Blocks while another request with this key is being answered.
        const added = await this.transactions.client.$executeRaw`
          INSERT INTO idempotent_requests (user_id, key, fingerprint, response)
          VALUES (${userId}, ${key}, ${fingerprint}, ${JSON.stringify(result)}::jsonb) ON CONFLICT DO NOTHING`;
        if (added === 0) throw new AnsweredBeforeError();
        return result;
      });
    } catch (error) {
      // What the first request changed may be why this one was refused.
      if (!(error instanceof AnsweredBeforeError) && !isDomainError(error)) throw error;
      const known = await this.transactions.root.idempotentRequest.findUnique({
        where: { userId_key: { userId, key } },
      });
      if (!known) throw error;
      if (known.fingerprint !== fingerprint) throw new IdempotencyKeyReusedError();
      return known.response as unknown as T;
    }
  }
}

/** Takes back what a repeated request did. */
class AnsweredBeforeError extends Error {}
