/** The same numbers each run (mulberry32), so that two runs measure the same data. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

const VERBS = [
  'call',
  'mail',
  'ask',
  'pay',
  'buy',
  'fix',
  'review',
  'plan',
  'book',
  'clean',
  'order',
  'cancel',
].concat(['renew', 'return', 'read', 'write', 'print', 'sign', 'send', 'check', 'prepare', 'update', 'move']);
const THINGS = [
  'the dentist',
  'mom',
  'the landlord',
  'the report',
  'the invoice',
  'groceries',
  'the car',
  'slides',
]
  .concat([
    'the contract',
    'train tickets',
    'the garden',
    'the bike',
    'the kitchen',
    'the passport',
    'a present',
  ])
  .concat([
    'the budget',
    'the backup',
    'the meeting notes',
    'the insurance',
    'the printer',
    'the heating',
    'shoes',
  ]);
const DETAILS = [
  '',
  'for Anna',
  'for the team',
  'before the weekend',
  'at the office',
  'with Ben',
  'about the trip',
].concat(['for the school', 'for the tax office', 'again', 'in town', 'from the list', 'for the new flat']);

/** A title as people write them, different for each number. */
export function taskTitle(index: number, random: () => number = seeded(index + 1)): string {
  const words = [pick(VERBS, random), pick(THINGS, random), pick(DETAILS, random)];
  return `${words.filter((word) => word !== '').join(' ')} ${index}`;
}
