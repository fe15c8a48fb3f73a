import type { Parsed, RejectedPart } from '../src/api/types.ts';

const PATTERN =
  /(?<tag>#\S+)|(?<priority>!\w+)|(?<recurrence>every \w+)|(?<due>(?:tomorrow|today)(?: at \d+(?:[ap]m)?)?|at \d+(?:[ap]m)?)/g;
const VALUES: Readonly<Record<string, string>> = {
  due: '2099-12-01 15:00',
  recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1',
};

/** Enough understanding to bring chips of every colour onto the page. */
export function parsed(text: string, rejected: readonly RejectedPart[]): Parsed {
  const spans = [...text.matchAll(PATTERN)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (rejected.some((part) => part.start < end && start < part.end)) return [];
    const type = Object.entries(match.groups ?? {}).find(([, found]) => found)?.[0] ?? '';
    return [{ type, start, end, text: match[0], value: VALUES[type] ?? match[0].slice(1) }];
  });
  const repeats = spans.some(({ type }) => type === 'recurrence');
  const dates = ['2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01', '2027-04-01'];
  return {
    intent: { kind: 'create', assumptions: /at 3(?!pm)/.test(text) ? ['The time was read as 15:00.'] : [] },
    spans,
    ...(repeats && {
      repeats: {
        text: 'every month on the 1st at 09:00',
        occurrences: dates.map((date) => ({ key: `${date}T09:00` })),
      },
    }),
  };
}
