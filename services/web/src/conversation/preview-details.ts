import type { Parsed } from '../api/types.js';
import { civil } from '../time/civil.js';
import { nextWording, type Reader } from '../time/wording.js';

/** What a sentence means beyond its parts. */
export interface PreviewDetails {
  /** The rule in words; null for a sentence that does not repeat. */
  readonly rule: string | null;
  /** Its next dates, with their civil times. */
  readonly dates: readonly { readonly key: string; readonly text: string }[];
  /** What was assumed, and what would be asked. */
  readonly notes: readonly string[];
}

export const nothingMore: PreviewDetails = { rule: null, dates: [], notes: [] };

/** Who writes the date first does not need to be told that the title is missing. */
const NOT_YET = new Set(['title.empty']);

export function previewDetails({ intent, repeats }: Parsed, now: Date, reader: Reader): PreviewDetails {
  const keys = (repeats?.occurrences ?? []).map(({ key }) => key);
  // The rule says the time already, unless there are several.
  const oneTime = new Set(keys.map((key) => key.slice(10))).size < 2;
  const today = civil(now, reader.zone).day;
  const shown = (key: string, index: number) =>
    nextWording(oneTime ? key.slice(0, 10) : key, keys[index - 1] ?? today, now, reader) ?? key;
  const asked = (intent.problems ?? []).filter(({ code }) => !NOT_YET.has(code));
  return {
    rule: repeats?.text ?? null,
    dates: keys.map((key, index) => ({ key, text: shown(key, index) })),
    notes: [...new Set([...(intent.assumptions ?? []), ...asked.map(({ message }) => message)])],
  };
}
