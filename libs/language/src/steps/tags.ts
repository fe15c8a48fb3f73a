import { foldTag, InvalidTagError, MAX_TAGS } from '../fold-tag.js';
import { say, type Messages } from '../messages.js';
import type { Problem } from '../result.js';
import type { Draft } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';

/** A tag is bare or quoted; a bare one needs a character that is not a digit, since `#12` is a task. */
const TAG = {
  quoted: /(?<![^\s(])#"(?<name>[^"\n]{1,200})"/gu,
  bare: /(?<![^\s(])#(?<name>(?=[\p{N}]*[\p{L}\p{M}_\p{Extended_Pictographic}-])[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200d_/-]{1,200})/gu,
} as const;

/**
 * Takes the tags out of the text. Quoted ones are read before quotations are masked, bare ones after, so
 * that neither reads into the other.
 */
export function readTags(
  draft: Draft,
  form: keyof typeof TAG,
  problems: Problem[],
  messages: Messages,
): readonly string[] {
  const tags: string[] = [];
  for (const match of matches(TAG[form], draft.free)) {
    const text = match.groups['name'] ?? '';
    const tag = folded(text, problems, messages);
    draft.take(rangeOf(match), 'tag', tag ?? text);
    if (tag !== null) tags.push(tag);
  }
  return tags;
}

/** The distinct tags; more than five is a problem that lists them all. */
export function distinctTags(
  tags: readonly string[],
  problems: Problem[],
  messages: Messages,
): readonly string[] {
  const distinct = [...new Set(tags)];
  if (distinct.length > MAX_TAGS) problems.push(tooMany(distinct, messages));
  return distinct;
}

function folded(text: string, problems: Problem[], { tagInvalid }: Messages): string | null {
  try {
    return foldTag(text);
  } catch (error) {
    if (!(error instanceof InvalidTagError)) throw error;
    problems.push({ code: 'tag.invalid', message: tagInvalid, suggestions: [] });
    return null;
  }
}

function tooMany(tags: readonly string[], messages: Messages): Problem {
  return {
    code: 'tag-limit',
    message: say(messages.tagLimit, {
      max: MAX_TAGS,
      count: tags.length,
      tags: tags.map((tag) => `#${tag}`).join(' '),
    }),
    suggestions: tags.map((tag) => ({
      label: say(messages.removeTag, { tag }),
      patch: { tags: tags.filter((other) => other !== tag) },
    })),
  };
}
