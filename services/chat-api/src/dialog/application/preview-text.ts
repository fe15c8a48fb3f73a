import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { parse, type Intent, type ParseResult, type Rejected } from '@parley/language';
import { SavedFilters } from '../../filters/application/saved-filters.js';
import type { Scope } from '../../scope.js';
import { previewRule } from '../../series/domain/preview-rule.js';

/** Dates of a rule that a preview shows. */
const SHOWN = 5;

export interface TextPreview extends ParseResult {
  /** Of a sentence that repeats: the rule in words, and its next dates. */
  readonly repeats?: Pick<ReturnType<typeof previewRule>, 'text' | 'occurrences'>;
}

/** Reads a text as a message would be read, and does nothing. */
@Injectable()
export class PreviewText {
  constructor(
    private readonly filters: SavedFilters,
    private readonly clock: Clock,
  ) {}

  async execute(scope: Scope, text: string, rejected: readonly Rejected[] = []): Promise<TextPreview> {
    const { zone, locale } = scope;
    const now = this.clock.now();
    const savedFilters = await this.filters.list(scope);
    const result = parse(text, { now, zone, locale, savedFilters }, { rejected });
    const recurrence = recurrenceOf(result.intent);
    if (!recurrence) return result;
    const { rrule, civilStart: start, mode } = recurrence;
    const { text: words, occurrences } = previewRule(scope, { rrule, start, mode, limit: SHOWN }, now);
    return { ...result, repeats: { text: words, occurrences } };
  }
}

function recurrenceOf(intent: Intent) {
  if (intent.kind === 'create' && intent.problems.length === 0) return intent.recurrence;
  return intent.kind === 'update' && intent.problems.length === 0 ? intent.changes.recurrence : undefined;
}
