import { createRequire } from 'node:module';
import vm from 'node:vm';

import type { Expansion, OracleCase } from './oracle-case.ts';

const { RRule, RRuleSet } = createRequire(import.meta.url)('rrule') as typeof import('rrule');

/** It loops for ever over some rules that never match. */
const TIME_LIMIT_MS = 100;

/**
 * Wall-clock times by `rrule`, which counts on a timeline labelled UTC; it is not asked about zones.
 * @returns null where it took too long
 */
export function expandWithRrule(asked: OracleCase): Expansion | null {
  const found: string[] = [];
  const expand = (): void => {
    const rules = new RRuleSet();
    const options = { ...RRule.parseString(ascending(asked.rrule)), dtstart: new Date(`${asked.start}Z`) };
    rules.rrule(new RRule(options));
    for (const exdate of asked.exdates) rules.exdate(new Date(`${exdate}Z`));
    rules.all((date) => {
      if (date.getUTCFullYear() > asked.until_year) return false;
      found.push(date.toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length));
      return found.length < asked.limit;
    });
  };
  try {
    vm.runInNewContext('expand()', { expand }, { timeout: TIME_LIMIT_MS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  }
  return found.map((wall) => [wall, null]);
}

/** It gives times of day in the order of BYHOUR and BYMINUTE, and positions among them in that order. */
function ascending(rrule: string): string {
  return rrule.replace(/(BYHOUR|BYMINUTE)=([\d,]+)/g, (_, name: string, list: string) => {
    const values = list.split(',').map(Number);
    return `${name}=${values.sort((a, b) => a - b).join()}`;
  });
}
