import type { Series } from './series.js';

type DateMember = 'createdAt' | 'updatedAt' | 'endedAt' | 'pausedAt' | 'countedFrom';
type Plain = Omit<Series, DateMember> & Record<DateMember, string | null>;

/** The series that `JSON.stringify` wrote. */
export function seriesFromJson(json: unknown): Series {
  const plain = json as Plain;
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return {
    ...plain,
    createdAt: new Date(plain.createdAt ?? 0),
    updatedAt: new Date(plain.updatedAt ?? 0),
    endedAt: date(plain.endedAt),
    pausedAt: date(plain.pausedAt),
    countedFrom: date(plain.countedFrom),
  };
}
