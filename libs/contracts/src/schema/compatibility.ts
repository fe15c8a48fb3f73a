import { resolve, type JsonSchema, type PayloadSchema } from './json-schema.js';

/** Keywords that explain and do not decide. */
const PROSE = new Set([
  '$schema',
  '$id',
  '$defs',
  'title',
  'description',
  'properties',
  'required',
  'items',
  '$ref',
]);

/**
 * What a change of a payload would break within its version. Consumers of the release before meet events of this one,
 * and the other way round, so that of two schemas neither may refuse what the other takes: all that is allowed is a
 * further optional member.
 * @returns one sentence per breach, in the order of the published schema; empty when there is none
 */
export function breaches(published: PayloadSchema, current: PayloadSchema): string[] {
  return compare({ schema: published, root: published }, { schema: current, root: current }, '');
}

interface Place {
  readonly schema: JsonSchema;
  readonly root: PayloadSchema;
}

function compare(before: Place, after: Place, path: string): string[] {
  const [old, now] = [before, after].map(({ schema, root }) => resolve(schema, root)) as [
    JsonSchema,
    JsonSchema,
  ];
  const at = path === '' ? 'the payload' : path;
  return [
    ...changedConstraints(old, now, at),
    ...changedMembers({ ...before, schema: old }, { ...after, schema: now }, path),
    ...(old.items && now.items
      ? compare({ ...before, schema: old.items }, { ...after, schema: now.items }, `${path}[]`)
      : []),
    ...(Boolean(old.items) === Boolean(now.items) ? [] : [`${at}: the type of its elements changed.`]),
  ];
}

function changedConstraints(old: JsonSchema, now: JsonSchema, at: string): string[] {
  const keywords = new Set(
    [...Object.keys(old), ...Object.keys(now)].filter((keyword) => !PROSE.has(keyword)),
  );
  return [...keywords]
    .filter((keyword) => canonical(old[keyword]) !== canonical(now[keyword]))
    .map(
      (keyword) => `${at}: ${keyword} changed from ${canonical(old[keyword])} to ${canonical(now[keyword])}.`,
    );
}

function changedMembers(before: Place, after: Place, path: string): string[] {
  const [old, now] = [before.schema.properties ?? {}, after.schema.properties ?? {}];
  const [required, requires] = [new Set(before.schema.required), new Set(after.schema.required)];
  const name = (member: string) => (path === '' ? member : `${path}.${member}`);
  const known = Object.entries(old).flatMap(([member, schema]) => {
    const later = now[member];
    if (!later) return [`${name(member)} was removed.`];
    const necessity =
      required.has(member) === requires.has(member)
        ? []
        : [`${name(member)} became ${requires.has(member) ? 'required' : 'optional'}.`];
    return [...necessity, ...compare({ ...before, schema }, { ...after, schema: later }, name(member))];
  });
  const added = Object.keys(now).filter((member) => !(member in old) && requires.has(member));
  return [...known, ...added.map((member) => `${name(member)} is new and required.`)];
}

/** Text that is equal when the values are; the order of an enumeration does not count. */
function canonical(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (!Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(value.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))));
}
