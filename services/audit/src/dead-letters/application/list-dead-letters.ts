import { Injectable } from '@nestjs/common';
import type { LetterStatus, LetterSummary } from '../domain/dead-letter.js';
import { DeadLetterStore, type LetterFilter } from './dead-letter-store.js';

export interface LetterPage {
  readonly items: readonly LetterSummary[];
  /** Id before which the next page goes on; null on the last page. */
  readonly next: string | null;
}

/** Shows letters, those that came first last. */
@Injectable()
export class ListDeadLetters {
  constructor(private readonly letters: DeadLetterStore) {}

  /** @param limit 1..200 */
  async execute(
    filter: LetterFilter & { readonly status?: LetterStatus | undefined },
    limit: number,
    before?: string,
  ): Promise<LetterPage> {
    const found = await this.letters.list(filter, limit + 1, before);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
