import type { Expression } from './filter/filter.js';
import { parseFilter } from './filter/parse-filter.js';
import { answerTo } from './test-corpus.js';
import { saturday } from './test-reading.js';

type Members = Readonly<Record<string, unknown>>;

/** A text, a number or a list as text. */
function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** What the guide for users says that a sentence means; `at` names a reference of the corpus. */
export function claimOf(sentence: string, at: string): string {
  const { intent, ...members } = answerTo({ id: '', text: sentence, at, from: '' });
  const kind = text(intent);
  const said = [members['title'] === undefined ? '' : `“${text(members['title'])}”`, ...partsOf(members)];
  const words = said.filter((part) => part !== '').join(', ');
  return kind === 'create' ? words : [kind, words].filter((part) => part !== '').join(' ');
}

function partsOf(members: Members): readonly string[] {
  const list = (name: string): string => ((members[name] ?? []) as readonly string[]).join(', ');
  const one = (name: string): string => text(members[name]).replace('T', ' ');
  const labelled = (label: string, part: string): string => (part === '' ? '' : `${label} ${part}`);
  const changes = members['changes'] as Members | undefined;
  return [
    [one('name'), one('argument')].join(' ').trim(),
    list('refs'),
    labelled('due', members['series'] === undefined ? one('due') : ''),
    labelled('until', one('end')),
    labelled('on', members['series'] === undefined ? '' : seriesText(members)),
    labelled('to', one('to')),
    labelled('by', one('by')),
    labelled('for', members['minutes'] === undefined ? '' : `${one('minutes')} min`),
    labelled('until', one('until')),
    labelled('done', one('on')),
    labelled('reminder', ((members['reminders'] ?? []) as readonly string[]).map(reminderText).join(', ')),
    members['silent'] === true ? 'no reminder' : '',
    labelled('tags', list('tags')),
    labelled('list', one('list')),
    labelled('priority', one('priority')),
    labelled('filter', one('filter')),
    ...(changes === undefined ? [] : changesOf(changes)),
    labelled('asks', list('problems')),
  ];
}

function changesOf(changes: Members): readonly string[] {
  return [
    ...(changes['title'] === undefined ? [] : [`title “${text(changes['title'])}”`]),
    ...(changes['addTags'] === undefined ? [] : [`add tags ${text(changes['addTags'])}`]),
    ...(changes['removeTags'] === undefined ? [] : [`remove tags ${text(changes['removeTags'])}`]),
    ...partsOf({ ...changes, addTags: undefined }),
  ];
}

/** The first occurrences, enough to see the rule. */
function seriesText({ series, mode }: Members): string {
  const dates = (series as readonly string[]).map((key) => key.replace('T', ' '));
  const after = mode === 'completion' ? ' counted from completion' : '';
  return `${dates.join(', ')} …${after}`.replace(', end …', ', then never');
}

function reminderText(reminder: string): string {
  if (reminder === '0m') return 'at the time';
  return reminder.startsWith('@')
    ? `at ${reminder.slice(1, 17).replace('T', ' ')} UTC`
    : `${reminder.replace('m', ' min')} before`;
}

/** What the guide for users says that a filter shows. */
export function filterClaimOf(text: string): string {
  const { filter, problems } = parseFilter(text, saturday);
  const [problem] = problems;
  if (problem !== undefined) {
    const offered = problem.suggestions.map(({ filter: whole }) => `; offers ${whole ?? ''}`);
    return `is refused: ${problem.code}${offered.join('')}`;
  }
  const sort = filter.sort.map(({ key, descending }) => key + (descending ? ' descending' : ''));
  return [
    expressionText(filter.where, false),
    ...(sort.length === 0 ? [] : [`in the order of ${sort.join(', then ')}`]),
    ...(filter.limit === null ? [] : [`at most ${filter.limit}`]),
  ].join('; ');
}

/** @param inner whether it stands within another expression */
function expressionText(where: Expression, inner = true): string {
  const several = (of: readonly Expression[], word: string): string => {
    const parts = of.map((part) => expressionText(part)).join(` ${word} `);
    return inner && of.length > 1 ? `(${parts})` : parts;
  };
  switch (where.kind) {
    case 'all':
      return where.of.length === 0 ? 'everything' : several(where.of, 'and');
    case 'any':
      return several(where.of, 'or');
    case 'not':
      return `not ${expressionText(where.of)}`;
    case 'tag':
      return `tagged ${where.tag}`;
    case 'number':
      return `number ${where.number}`;
    case 'priority':
      return `priority ${where.priority}`;
    case 'list':
      return `in list ${where.name}`;
    case 'is':
      return where.state;
    case 'has':
      return `with ${where.part}`;
    case 'due':
      return `due ${daysText(where.days)}`;
    case 'overdue':
      return `due before ${where.instant.slice(0, 16).replace('T', ' ')} UTC`;
    case 'moment':
      return `${where.moment} ${daysText(where.days)}`;
    case 'word':
    case 'phrase':
      return `“${where.text}”`;
  }
}

function daysText({ first, last }: { readonly first: string | null; readonly last: string | null }): string {
  if (first === last) return `on ${first ?? ''}`;
  return [first === null ? '' : `from ${first}`, last === null ? '' : `to ${last}`].join(' ').trim();
}
