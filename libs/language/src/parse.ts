import { readingOf, type ParseContext, type Reading } from './context.js';
import { readCreate } from './create.js';
import { readList, readSearch } from './intents/list-and-search.js';
import { readMove } from './intents/move.js';
import { readOnTasks } from './intents/on-tasks.js';
import { readRemind } from './intents/remind.js';
import { readSlash } from './intents/slash.js';
import { readSnooze } from './intents/snooze.js';
import { takeVerb } from './intents/verb.js';
import type { Intent, ParseResult } from './result.js';
import { MAX_TITLE } from './steps/title.js';
import { Draft } from './text/draft.js';
import { sanitizeTitle } from './text/sanitize.js';

/** Longer messages are notes, not sentences; they are not searched for dates. */
const MAX_SENTENCE = 2_000;

/**
 * Reads a message: what it wants, and which parts of it said so. Pure; the work is bounded for any text.
 * An intent with problems must not be acted on; each problem says what to ask.
 * @throws {UnknownZoneError}
 */
export function parse(text: string, context: ParseContext): ParseResult {
  const reading = readingOf(context);
  const draft = new Draft(text.length > MAX_SENTENCE ? '' : text);
  const intent = text.length > MAX_SENTENCE ? tooLong(text) : readIntent(draft, reading);
  return { text, intent, spans: [...draft.spans].sort((a, b) => a.start - b.start) };
}

/** Readers in order; the first that recognises its verb answers, and what no verb claims is a new task. */
const READERS: readonly ((draft: Draft, reading: Reading) => Intent | null)[] = [
  readSlash,
  readFixed,
  readSnooze,
  readRemind,
  readOnTasks,
  readMove,
  readList,
  readSearch,
];

function readIntent(draft: Draft, reading: Reading): Intent {
  if (sanitizeTitle(draft.source) === '') return { kind: 'unknown', reason: 'empty', problems: [] };
  for (const read of READERS) {
    const intent = read(draft, reading);
    if (intent !== null) return intent;
  }
  takeVerb(draft, reading.grammar.intents.create, 'create');
  return readCreate(draft, reading, { remind: false });
}

/** Sentences that are fixed as a whole. */
function readFixed(draft: Draft, { grammar }: Reading): Intent | null {
  if (grammar.intents.undo.test(draft.free)) return { kind: 'undo' };
  if (grammar.intents.help.test(draft.free)) return { kind: 'help' };
  if (grammar.intents.smalltalk.test(draft.free))
    return { kind: 'unknown', reason: 'smalltalk', problems: [] };
  return null;
}

function tooLong(text: string): Intent {
  return {
    kind: 'create',
    title: sanitizeTitle(text.slice(0, MAX_TITLE)),
    tags: [],
    priority: null,
    reminders: [],
    assumptions: [],
    problems: [
      { code: 'title.too-long', message: `A title has at most ${MAX_TITLE} characters.`, suggestions: [] },
    ],
  };
}
