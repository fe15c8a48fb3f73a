import { conditionsIn, type Expression } from '@parley/language';

/** A word that is in no task, and those that are searched for in its place. All are folded. */
export interface Correction {
  readonly word: string;
  readonly near: readonly string[];
}

/** The texts that matches are found by, each once: neither those that must be absent nor other conditions. */
export function textsOf(
  where: Expression,
  kinds: readonly ('word' | 'phrase')[] = ['word', 'phrase'],
): string[] {
  const texts = [...conditionsIn(where)].flatMap(({ condition, negated }) =>
    !negated && (condition.kind === 'word' || condition.kind === 'phrase') && kinds.includes(condition.kind)
      ? [condition.text]
      : [],
  );
  return [...new Set(texts)];
}

/** The expression with its words corrected; those that must be absent stay as they were typed. */
export function corrected(where: Expression, corrections: readonly Correction[]): Expression {
  switch (where.kind) {
    case 'all':
    case 'any':
      return { kind: where.kind, of: where.of.map((part) => corrected(part, corrections)) };
    case 'word': {
      const near = corrections.find(({ word }) => word === where.text)?.near;
      return near ? { kind: 'any', of: near.map((text) => ({ kind: 'word', text })) } : where;
    }
    default:
      return where;
  }
}
