import type { Civil } from '@parley/recurrence';

import type { Priority } from '../result.js';

export const taskStates = ['open', 'done', 'recurring'] as const;
export type TaskState = (typeof taskStates)[number];

/** What a task may have or lack. */
export const taskParts = ['reminder', 'due', 'time', 'tag', 'list', 'notes'] as const;
export type TaskPart = (typeof taskParts)[number];

export const sortKeys = ['relevance', 'due', 'priority', 'created', 'updated', 'done', 'title'] as const;
export type SortKey = (typeof sortKeys)[number];

/** What happens to a task once, at an instant. */
export type Moment = 'created' | 'updated' | 'done';

/**
 * Days of the asking user's zone, both inclusive; the instants are their edges there, `until` exclusive, ISO 8601 in
 * UTC. Null is an open end.
 */
export interface DayRange {
  readonly first: Civil | null;
  readonly last: Civil | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** What is true or false of one task. */
export type Condition =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'priority'; readonly priority: Priority }
  | { readonly kind: 'due'; readonly days: DayRange }
  /** Whole days before `date`, times before `instant`. */
  | { readonly kind: 'overdue'; readonly date: Civil; readonly instant: string }
  | { readonly kind: 'moment'; readonly moment: Moment; readonly days: DayRange }
  | { readonly kind: 'is'; readonly state: TaskState }
  | { readonly kind: 'has'; readonly part: TaskPart }
  | { readonly kind: 'list'; readonly name: string }
  /** Folded (see `foldText`); a word may be corrected when it is nowhere to be found, a phrase not. */
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'phrase'; readonly text: string };

/** `all` of nothing is true, `any` of nothing false. */
export type Expression =
  | { readonly kind: 'all'; readonly of: readonly Expression[] }
  | { readonly kind: 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | Condition;

/** Nothing said about sort or limit is empty or null. */
export interface Filter {
  readonly where: Expression;
  readonly sort: readonly { readonly key: SortKey; readonly descending: boolean }[];
  readonly limit: number | null;
}

export const everything: Expression = { kind: 'all', of: [] };

/** All of the expressions, without a level that says nothing. */
export function allOf(of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'all', of };
}

/** Any of the expressions, without a level that says nothing. */
export function anyOf(of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'any', of };
}

/** The conditions of an expression, with whether they hold for what matches or against it. */
export function* conditionsIn(
  expression: Expression,
  negated = false,
): Generator<{ readonly condition: Condition; readonly negated: boolean }> {
  if (expression.kind === 'not') yield* conditionsIn(expression.of, !negated);
  else if (expression.kind === 'all' || expression.kind === 'any')
    for (const part of expression.of) yield* conditionsIn(part, negated);
  else yield { condition: expression, negated };
}

/** The expression, and that the task is open unless it says something about that itself. */
export function openUnlessSaid(where: Expression): Expression {
  for (const { condition } of conditionsIn(where)) {
    if (condition.kind === 'is' && condition.state !== 'recurring') return where;
    if (condition.kind === 'moment' && condition.moment === 'done') return where;
  }
  return allOf([{ kind: 'is', state: 'open' }, ...(where.kind === 'all' ? where.of : [where])]);
}
