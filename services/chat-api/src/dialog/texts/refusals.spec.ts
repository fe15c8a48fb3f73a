import type { DomainError } from '@parley/kernel';
import { RuleNeverMatchesError, RuleTooFrequentError } from '@parley/recurrence';
import * as actions from '../../actions/domain/errors.js';
import * as filters from '../../filters/domain/errors.js';
import * as series from '../../series/domain/errors.js';
import * as tasks from '../../tasks/domain/errors.js';
import { NoDueTimeError, TimePassedError } from '../domain/errors.js';
import { refusalText } from './refusals.js';

/** What a message can be refused with; the rest of a refused text is found while it is parsed. */
const refused: readonly DomainError[] = [
  new actions.ActionNotFoundError(),
  new actions.ActionExpiredError(),
  new actions.ActionUndoneError(),
  new actions.ActionOvertakenError('Müll'),
  new filters.InvalidFilterNameError(60),
  new filters.FilterNameTakenError('Woche'),
  new filters.FilterLimitError(50),
  new series.SeriesEndedError('Müll'),
  new series.NotRecurringError('Müll'),
  new series.OccurrenceClosedError('Müll'),
  new tasks.TaskNotFoundError(),
  new tasks.TagLimitError(['a', 'b', 'c', 'd', 'e', 'f']),
  new tasks.RefusedRuleError(new RuleNeverMatchesError()),
  new tasks.RefusedRuleError(new RuleTooFrequentError(5)),
  new TimePassedError(),
  new NoDueTimeError('Müll'),
];

it.each(refused.map((error) => [error.code, error] as const))('%s is said in German', (_, error) => {
  const text = refusalText(error, 'de-AT');
  expect(text).not.toBe(error.message);
  expect(text).not.toMatch(/[{}]/);
  for (const value of Object.values(error.details))
    if (!Array.isArray(value)) expect(text).toContain(String(value));
});

it('leaves other languages, and what is not said in German, as it is', () => {
  const taken = new filters.FilterNameTakenError('week');
  expect(refusalText(taken, 'en-GB')).toBe(taken.message);
  const stale = new tasks.StaleTaskError(2);
  expect(refusalText(stale, 'de')).toBe(stale.message);
});
