import { anyOf } from '../text/patterns.js';

const END = String.raw`\s*[.!?]*\s*$`;
/** A verb ends before a blank, a colon or the end. */
export const STOP = String.raw`(?=[\s:]|[.!?]*\s*$)`;

const SLOTS: Readonly<Record<string, string>> = {
  '{}': String.raw`(?<ref>"[^"]{1,300}"|[“„][^”“]{1,300}[”“]|\S(?:.{0,300}?\S)??)`,
  '{title}': String.raw`(?<title>\S.{0,600}?)`,
  '{change}': String.raw`(?<change>\S.{0,300}?)`,
};

/** A sentence with holes: groups `ref`, `title` and `change` are what fills them. */
export interface Template {
  readonly pattern: RegExp;
}

/** Sentences that begin with a verb share one pattern, since most of them do; the others have their own. */
export interface CompiledTemplates {
  /** `verb {}` and `verb {?}`: what follows is the task. */
  readonly prefix: RegExp | null;
  /** Whether the verb may stand alone. */
  readonly alone: RegExp | null;
  /** Begins with words. */
  readonly around: readonly Template[];
  /** Begins with a hole, so that it is tried last. */
  readonly behind: readonly Template[];
}

export function compileTemplates(sentences: readonly string[]): CompiledTemplates {
  const prefixed = sentences.filter((sentence) => /^[^{]+ \{\??\}$/u.test(sentence));
  const verbs = prefixed.map((sentence) => sentence.replace(/ \{\??\}$/u, ''));
  const bare = prefixed
    .filter((sentence) => sentence.endsWith('{?}'))
    .map((sentence) => sentence.replace(/ \{\?\}$/u, ''));
  const whole = sentences.filter((sentence) => !sentence.includes('{'));
  const others = longestFirst(
    sentences.filter((sentence) => sentence.includes('{') && !prefixed.includes(sentence)),
  );
  const starts = (words: readonly string[], stop: string): RegExp | null =>
    words.length === 0 ? null : new RegExp(String.raw`^\s*(?:${anyOf(words)})${stop}`, 'iu');
  return {
    prefix: starts(verbs, String.raw`${STOP}[\s:,]*`),
    alone: starts([...bare, ...whole], END),
    around: others.filter((sentence) => !sentence.startsWith('{')).map(compileTemplate),
    behind: others.filter((sentence) => sentence.startsWith('{')).map(compileTemplate),
  };
}

/** Of "mark {} done" and "mark {} as done" the longer says more. */
export function longestFirst(sentences: readonly string[]): readonly string[] {
  return [...sentences].sort((a, b) => b.length - a.length);
}

export function compileTemplate(sentence: string): Template {
  const source = sentence
    .split(/(\{\w*\})/u)
    .map((part) => SLOTS[part] ?? wordsOf(part))
    .join('');
  return { pattern: new RegExp(String.raw`^\s*${source}${END}`, 'diu') };
}

/** Literal words; a blank stands for any blanks, beside a hole for at least one. */
function wordsOf(part: string): string {
  const words = part.trim();
  if (words === '') return part === '' ? '' : String.raw`\s+`;
  const [before, after] = [/^\s/u.test(part), /\s$/u.test(part)].map((blank) =>
    blank ? String.raw`\s+` : '',
  );
  return `${before ?? ''}(?:${anyOf([words])})${after ?? ''}`;
}
