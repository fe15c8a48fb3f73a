import type { Lexicon } from '../lexicon.js';
import { anyOf } from '../text/patterns.js';

/** Verbs at the start of a message; group `rest` has a value where something must follow. */
export interface IntentPatterns {
  readonly create: RegExp;
  readonly remindMe: RegExp;
  /** Between "remind me" and the title. */
  readonly remindGlue: RegExp;
  readonly done: RegExp;
  readonly complete: RegExp;
  /** `mark 2 as done`. */
  readonly markDone: RegExp;
  readonly markOpen: RegExp;
  /** `2 is done`. */
  readonly isDone: RegExp;
  readonly reopen: RegExp;
  readonly delete: RegExp;
  readonly move: RegExp;
  /** Between what is moved and where to. */
  readonly moveTo: RegExp;
  readonly moveBy: RegExp;
  readonly snooze: RegExp;
  readonly list: RegExp;
  readonly find: RegExp;
  readonly search: RegExp;
  readonly undo: RegExp;
  readonly help: RegExp;
  readonly smalltalk: RegExp;
}

const END = String.raw`\s*[.!?]*\s*$`;
/** A verb ends before a blank, a colon or the end. */
const STOP = String.raw`(?=[\s:]|[.!?]*\s*$)`;

/** Builds the patterns that tell what a message wants. */
export function compileIntents(lexicon: Lexicon): IntentPatterns {
  const { verbs } = lexicon;
  const starts = (words: readonly string[]): RegExp =>
    new RegExp(String.raw`^\s*(?:${anyOf(words)})${STOP}[\s:]*`, 'iu');
  const whole = (words: readonly string[]): RegExp =>
    new RegExp(String.raw`^\s*(?:${anyOf(words)})${END}`, 'iu');
  const mark = (as: readonly string[]): RegExp =>
    new RegExp(
      String.raw`^\s*(?<verb>(?:${anyOf(verbs.mark)})\s+)(?<ref>\S.{0,300}?)\s+(?:${anyOf(as)})${END}`,
      'iu',
    );
  return {
    create: new RegExp(
      String.raw`^\s*(?:(?:${anyOf(verbs.create)})(?=[\s:])[\s:]*|(?:${anyOf(verbs.createLabels)})\s*:\s*)`,
      'iu',
    ),
    remindMe: starts(verbs.remindMe),
    remindGlue: new RegExp(String.raw`^\s*(?:${anyOf(verbs.remindGlue)})\s+`, 'iu'),
    done: starts(verbs.done),
    complete: starts(verbs.complete),
    markDone: mark(verbs.asDone),
    markOpen: mark(verbs.asOpen),
    isDone: new RegExp(String.raw`^\s*(?<ref>#?\d{1,9})\s+(?:is\s+)?(?:${anyOf(verbs.asDone)})${END}`, 'iu'),
    reopen: starts(verbs.reopen),
    delete: starts(verbs.delete),
    move: starts(verbs.move),
    moveTo: new RegExp(String.raw`\s(?:${anyOf(verbs.moveTo)})\s+`, 'giu'),
    moveBy: new RegExp(String.raw`\s(?:${anyOf(verbs.moveBy)})\s+`, 'giu'),
    snooze: starts(verbs.snooze),
    list: starts(verbs.list),
    find: starts(verbs.find),
    search: starts(verbs.search),
    undo: whole(verbs.undo),
    help: whole(verbs.help),
    smalltalk: whole(verbs.smalltalk),
  };
}
