import { failedTests, tallyOf } from './tally.ts';

describe(failedTests.name, () => {
  it('names each once, in the words of the tool that ran it', () => {
    const output = [
      'dapr:   \u001b[1m● a job › fires once\u001b[22m',
      'dapr:     ✕ fires once (3 ms)',
      'Summary of all failing tests',
      '  ● a job › fires once',
      '[ 5.2 s] alerts: commands FAILED',
      '  ● Console',
    ].join('\n');
    expect(failedTests(output)).toEqual(['a job › fires once', 'alerts: commands']);
  });
});

describe(tallyOf.name, () => {
  it('adds the summaries of several projects', () => {
    const output = 'Tests:       2 passed, 2 total\nnoise\nTests: 1 failed, 3 skipped, 10 passed, 14 total\n';
    expect(tallyOf(output)).toEqual({ passed: 12, failed: 1 });
  });

  it('reads coloured lines that carry the name of a project', () => {
    expect(tallyOf('kernel: \u001b[1mTests:\u001b[22m       \u001b[32m4 passed\u001b[39m, 4 total')).toEqual({
      passed: 4,
      failed: 0,
    });
  });

  it('reads the summary of the faults', () => {
    expect(tallyOf('[1 s] 1 of 3: 0 passed, 9 failed before\n2 passed, 1 failed\n')).toEqual({
      passed: 2,
      failed: 1,
    });
  });

  it('counts nothing in other lines', () => {
    expect(tallyOf('Test Suites: 3 passed, 3 total\nTests are nice')).toEqual({ passed: 0, failed: 0 });
  });
});
