/** Filters put together by chance, all of them valid, the same each time. */
export class RandomFilters {
  constructor(private state: number) {}

  filter(): string {
    const sort = this.chance(0.3) ? ` sort:${this.pick(SORTS)}` : '';
    return this.expression(3) + sort;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }

  chance(of: number): boolean {
    return this.next() < of;
  }

  /** From 0 to 1 (Park and Miller). */
  next(): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state / 2_147_483_647;
  }

  private expression(depth: number): string {
    const form = depth === 0 ? 0 : this.next();
    if (form < 0.35) return this.pick(TERMS);
    const [a, b] = [this.expression(depth - 1), this.expression(depth - 1)];
    if (form < 0.55) return `${a} ${b}`;
    if (form < 0.75) return `(${a} OR ${b})`;
    if (form < 0.85) return `${a} OR ${b}`;
    return form < 0.93 ? `-(${a})` : `NOT ${this.pick(TERMS)} AND (${b})`;
  }
}

export const WORDS = [
  'milk',
  'Müll',
  'call',
  'TV',
  'a_b',
  '50%',
  "it's",
  'e-mail',
  'report',
  '牛奶',
  'tax 2026',
];
const SORTS = ['due', '-due', 'priority,-created', 'title', '-done', 'relevance', '-relevance', '-updated'];
const TERMS = [
  ...[
    '#home',
    '-#home',
    '#work',
    'tag:home,work',
    '#3',
    'p1',
    '!low',
    'priority:>=medium',
    'list:groceries',
    '+Work',
  ],
  ...['is:open', 'is:done', 'is:all', 'is:recurring', 'is:overdue', '-is:overdue', 'is:mine', 'by:@me'],
  ...[
    'has:reminder',
    'no:reminder',
    'has:due',
    'has:time',
    'no:tag',
    'no:list',
    'has:notes',
    'no:due',
    'due:none',
  ],
  ...[
    'due:today',
    'due:tomorrow',
    'due:overdue',
    '-due:today',
    'due:7d',
    'due:-7d',
    'due:2026-11-20..2026-11-23',
  ],
  ...[
    'due:..2026-11-21',
    'due:2026-11-22..',
    'due:>=tomorrow',
    'before:tomorrow',
    'after:yesterday',
    'due:next-week',
  ],
  ...['created:today', 'created:<today', 'updated:>=2026-11-21', 'done:today', 'done:7d', 'done:<2026-11-21'],
  ...[
    'milk',
    '-milk',
    'mull',
    'tv',
    'TV',
    'a',
    'a_b',
    '50%',
    '"it\'s"',
    'e-mail',
    'mail',
    '牛奶',
    '"tax 2026"',
    'port',
  ],
];
