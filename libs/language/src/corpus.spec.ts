import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { answerTo, corpusLines, expectedOf, taskOf } from './test-corpus.js';

const EXACT = 0.98;

describe.each(['en', 'de'])('the corpus: %s', (language) => {
  const lines = corpusLines(language);
  const answers = lines.map((line) => ({ line, answer: answerTo(line), expected: expectedOf(line) }));

  it('is read exactly', () => {
    const wrong = answers.filter(({ answer, expected }) => !isDeepStrictEqual(answer, expected));
    const exact = lines.length - wrong.length;
    say(`${language}: exact ${exact} of ${lines.length} (${((100 * exact) / lines.length).toFixed(1)} %)`);
    for (const { line, answer, expected } of wrong) {
      say(
        `  ${line.id} ${line.text}\n    is  ${JSON.stringify(answer)}\n    not ${JSON.stringify(expected)}`,
      );
    }
    expect(exact / lines.length).toBeGreaterThanOrEqual(EXACT);
  });

  it('holds no false date', () => {
    const negatives = corpusLines(`${language}-negatives`);
    const read = negatives.map((line) => ({ line, task: taskOf(line) }));
    const dated = read.filter(
      ({ task }) =>
        task.kind !== 'create' ||
        task.due ||
        task.recurrence ||
        task.reminders.length + task.problems.length > 0,
    );
    const titled = read.filter(({ line, task }) => task.kind === 'create' && task.title !== line.text);
    say(`${language}: false dates ${dated.length} of ${negatives.length}`);
    for (const { line, task } of [...dated, ...titled])
      say(`  ${line.id} ${line.text}\n    is  ${JSON.stringify(task)}`);
    expect([...dated, ...titled].map(({ line }) => line.text)).toEqual([]);
  });

  it('has a reading that another host zone can be compared with', () => {
    const digest = createHash('sha256').update(JSON.stringify(answers.map(({ answer }) => answer)));
    expect(say(`${language}: digest ${digest.digest('hex')}`)).toBe(true);
  });
});

/** To the report of the zones, or to the test run itself. */
function say(line: string): boolean {
  const file = process.env['CORPUS_REPORT'];
  if (file === undefined) return process.stdout.write(`${line}\n`);
  appendFileSync(file, `${line}\n`);
  return true;
}
