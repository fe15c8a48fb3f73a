import { readingOf, type ParseContext, type Reading } from './context.js';
import { readCreate, tooLong } from './create.js';
import { readList, readSearch } from './intents/list-and-search.js';
import { readMove } from './intents/move.js';
import { readOnTasks } from './intents/on-tasks.js';
import { readRemind } from './intents/remind.js';
import { readSlash } from './intents/slash.js';
import { readSnooze } from './intents/snooze.js';
import { readUpdate } from './intents/update.js';
import { takeVerb } from './intents/verb.js';
import type { Intent, ParseResult, Rejected } from './result.js';
import { MAX_TITLE } from './steps/title.js';
import { Draft } from './text/draft.js';
import { narrowed, narrowedRange, widened } from './text/narrow.js';
import { sanitizeTitle } from './text/sanitize.js';

/** Messages are not longer; what is, is cut before it is looked at. */
const MAX_MESSAGE = 16_001;

/** Longer messages are notes, not sentences; they are not searched for dates. */
const MAX_SENTENCE = 1_000;

export interface ParseOptions {
  /**
   * Parts that the user says are not meant; they stay in the title. Rejecting the intent, a reference or a
   * filter makes the whole sentence a task.
   */
  readonly rejected?: readonly Rejected[];
}

/**
 * Reads a message: what it wants, and which parts of it said so. Pure; the work is bounded for any text.
 * An intent with problems must not be acted on; each problem says what to ask.
 * @throws {UnknownZoneError}
 */
export function parse(
  text: string,
  context: ParseContext,
  { rejected = [] }: ParseOptions = {},
): ParseResult {
  const reading = readingOf(context);
  const typed = narrowed(text.slice(0, MAX_MESSAGE));
  if (typed.text.length > MAX_SENTENCE) return { text, intent: unread(text, reading), spans: [] };
  const draft = new Draft(typed.text);
  for (const part of rejected) draft.mask(narrowedRange(part, typed));
  const plain = rejected.some(({ type }) => type === 'intent' || type === 'ref' || type === 'filter');
  const intent = plain ? readCreate(draft, reading, { remind: false }) : readIntent(draft, reading);
  const spans = draft.spans.map((span) => widened(span, typed, text)).sort((a, b) => a.start - b.start);
  return { text, intent, spans };
}

/** Readers in order; the first that recognises its verb answers, and what no verb claims is a new task. */
const READERS: readonly ((draft: Draft, reading: Reading) => Intent | null)[] = [
  readSlash,
  readFixed,
  readSnooze,
  readRemind,
  readUpdate,
  readOnTasks,
  readMove,
  readList,
  readSearch,
];

function readIntent(draft: Draft, reading: Reading): Intent {
  if (sanitizeTitle(draft.source) === '') return { kind: 'unknown', reason: 'empty', problems: [] };
  const address = reading.grammar.intents.address.exec(draft.free);
  if (address !== null) draft.drop({ start: 0, end: address[0].length });
  for (const read of READERS) {
    const intent = read(draft, reading);
    if (intent !== null) return intent;
  }
  takeVerb(draft, reading.grammar.intents.create, 'create');
  return readCreate(draft, reading, { remind: false });
}

/** Sentences that are fixed as a whole. */
function readFixed(draft: Draft, { grammar }: Reading): Intent | null {
  const { undo, help, yes, no, smalltalk } = grammar.intents;
  if (undo.test(draft.free)) return { kind: 'undo' };
  if (help.test(draft.free)) return { kind: 'help' };
  const said: Intent = { kind: 'unknown', reason: 'smalltalk', problems: [] };
  if (yes.test(draft.free)) return { ...said, answer: 'yes' };
  if (no.test(draft.free)) return { ...said, answer: 'no' };
  return smalltalk.test(draft.free) ? said : null;
}

function unread(text: string, reading: Reading): Intent {
  return {
    kind: 'create',
    title: sanitizeTitle(text.slice(0, MAX_TITLE)),
    tags: [],
    priority: null,
    reminders: [],
    assumptions: [],
    problems: [tooLong(reading)],
  };
}
