import type { Lexicon, Templates } from '../lexicon.js';
import { anyOf } from '../text/patterns.js';
import {
  compileTemplate,
  compileTemplates,
  longestFirst,
  STOP,
  type CompiledTemplates,
  type Template,
} from './templates.js';

export interface ActPatterns {
  readonly sure: CompiledTemplates;
  readonly maybe: CompiledTemplates;
}

/** Acts on tasks that are sentences with the task in them. */
export const acts = [
  'reopen',
  'complete',
  'noDate',
  'rename',
  'stopRepeat',
  'delete',
  'skip',
  'pause',
  'resume',
] as const;
export type Act = (typeof acts)[number];

/** What tells a message's intent. */
export interface IntentPatterns {
  readonly address: RegExp;
  readonly create: RegExp;
  readonly remindMe: RegExp;
  /** Between "remind me" and the title. */
  readonly remindGlue: RegExp;
  readonly remindAround: readonly Template[];
  readonly acts: Readonly<Record<Act, ActPatterns>>;
  readonly change: readonly Template[];
  readonly changeNamed: readonly Template[];
  readonly untag: readonly Template[];
  readonly move: RegExp;
  readonly moveAtEnd: RegExp;
  /** Between what is moved and where to. */
  readonly moveTo: RegExp;
  readonly moveBy: RegExp;
  readonly snooze: RegExp;
  readonly snoozeAround: readonly Template[];
  readonly list: RegExp;
  readonly find: RegExp;
  readonly search: RegExp;
  readonly undo: RegExp;
  readonly help: RegExp;
  readonly yes: RegExp;
  readonly no: RegExp;
  readonly smalltalk: RegExp;
}

/** Builds the patterns that tell what a message wants. */
export function compileIntents({ verbs, address }: Lexicon): IntentPatterns {
  const starts = (words: readonly string[]): RegExp =>
    new RegExp(String.raw`^\s*(?:${anyOf(words)})${STOP}[\s:,]*`, 'iu');
  const whole = (words: readonly string[]): RegExp =>
    new RegExp(String.raw`^\s*(?:${anyOf(words).replaceAll('\\s+', '[\\s,]+')})[\s.,!?]*$`, 'iu');
  const compiled = ({ sure, maybe }: Templates): ActPatterns => ({
    sure: compileTemplates(sure),
    maybe: compileTemplates(maybe),
  });
  return {
    address: new RegExp(String.raw`^\s*(?:${anyOf(address)})(?:\s*[,:!]\s*|\s+)(?=\S)`, 'iu'),
    create: new RegExp(
      String.raw`^\s*(?:(?:${anyOf(verbs.create)})(?=[\s:,])[\s:,]*|(?:${anyOf(verbs.create)})\s*$|(?:${anyOf(verbs.createLabels)})\s*:\s*)`,
      'iu',
    ),
    remindMe: starts(verbs.remindMe),
    remindGlue: new RegExp(String.raw`^[\s,]*(?:(?:${anyOf(verbs.remindGlue)})[\s,:]+|:\s*)+`, 'iu'),
    remindAround: verbs.remindAround.map(compileTemplate),
    acts: {
      reopen: compiled(verbs.reopen),
      complete: compiled(verbs.complete),
      noDate: compiled(verbs.noDate),
      rename: compiled(verbs.rename),
      stopRepeat: compiled(verbs.stopRepeat),
      delete: compiled(verbs.delete),
      skip: compiled(verbs.skip),
      pause: compiled(verbs.pause),
      resume: compiled(verbs.resume),
    },
    change: longestFirst(verbs.change).map(compileTemplate),
    changeNamed: longestFirst(verbs.changeNamed).map(compileTemplate),
    untag: longestFirst(verbs.untag).map(compileTemplate),
    move: starts(verbs.move),
    moveAtEnd: new RegExp(String.raw`\s(?:${anyOf(verbs.moveAtEnd)})\s*[.!?]*\s*$`, 'iu'),
    moveTo: new RegExp(String.raw`(?<![^\s])(?:${anyOf(verbs.moveTo)})\s+`, 'giu'),
    moveBy: new RegExp(String.raw`(?<![^\s])(?:${anyOf(verbs.moveBy)})\s+`, 'giu'),
    snooze: starts(verbs.snooze),
    snoozeAround: verbs.snoozeAround.map(compileTemplate),
    list: starts(verbs.list),
    find: starts(verbs.find),
    search: starts(verbs.search),
    undo: whole(verbs.undo),
    help: whole(verbs.help),
    yes: whole(verbs.yes),
    no: whole(verbs.no),
    smalltalk: new RegExp(
      String.raw`^\s*(?:(?:${anyOf([...verbs.smalltalk, ...verbs.yes, ...verbs.no, ...address])})(?:[\s.,!?]+|$)){1,4}$`,
      'iu',
    ),
  };
}
