/** Which occurrences of a series a message is about. */
export type Reach = 'this' | 'future' | 'all';

const SUFFIXES: Readonly<Record<Reach, string>> = {
  this: ', only this one',
  future: ', this and all after it',
  all: ', the whole series',
};
const REACHES = Object.keys(SUFFIXES) as Reach[];

/** A message without the words that say how far it reaches, and how far that is; undefined when it does not say. */
export function readReach(text: string): { readonly text: string; readonly reach?: Reach } {
  const said = text.trimEnd();
  const reach = REACHES.find((one) => said.toLowerCase().endsWith(SUFFIXES[one]));
  return reach ? { text: said.slice(0, -SUFFIXES[reach].length), reach } : { text };
}

/** The buttons that ask how far a message reaches. */
export function reachOptions(
  text: string,
  labels: Readonly<Record<'reachThis' | 'reachFuture' | 'reachAll', string>>,
): { label: string; text: string }[] {
  const { reachThis, reachFuture, reachAll } = labels;
  const label = { this: reachThis, future: reachFuture, all: reachAll };
  return REACHES.map((reach) => ({ label: label[reach], text: `${text}${SUFFIXES[reach]}` }));
}
