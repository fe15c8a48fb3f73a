const SHOWN = 12;

/** The first lines in which two texts differ, `-` what is there and `+` what should be. */
export function difference(present: string, wanted: string): string {
  if (present === '') return 'It is not there.';
  const there = present.split('\n');
  const should = wanted.split('\n');
  let first = 0;
  while (there[first] === should[first]) first += 1;
  let tail = 0;
  while (
    tail < Math.min(there.length, should.length) - first &&
    there[there.length - 1 - tail] === should[should.length - 1 - tail]
  )
    tail += 1;
  const part = (lines: readonly string[], sign: string) => {
    const changed = lines.slice(first, lines.length - tail);
    const more = changed.length > SHOWN ? [`  … and ${changed.length - SHOWN} more`] : [];
    return [...changed.slice(0, SHOWN).map((line) => `${sign} ${line}`), ...more];
  };
  return [`from line ${first + 1}:`, ...part(there, '-'), ...part(should, '+')].join('\n');
}
