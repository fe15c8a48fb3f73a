/** Which occurrences of a series a message is about. */
export type Reach = 'this' | 'future' | 'all';

const SUFFIXES: Readonly<Record<Reach, string>> = {
  this: ', only this one',
  future: ', this and all after it',
  all: ', the whole series',
};
const LABELS: Readonly<Record<Reach, string>> = {
  this: 'Only this one',
  future: 'This and all after it',
  all: 'The whole series',
};
const REACHES = Object.keys(SUFFIXES) as Reach[];

/** A message without the words that say how far it reaches, and how far that is; undefined when it does not say. */
export function readReach(text: string): { readonly text: string; readonly reach?: Reach } {
  const said = text.trimEnd();
  const reach = REACHES.find((one) => said.toLowerCase().endsWith(SUFFIXES[one]));
  return reach ? { text: said.slice(0, -SUFFIXES[reach].length), reach } : { text };
}

/** The buttons that ask how far a message reaches. */
export function reachOptions(text: string): { label: string; text: string }[] {
  return REACHES.map((reach) => ({ label: LABELS[reach], text: `${text}${SUFFIXES[reach]}` }));
}
