import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, parseDocument, type Pair } from 'yaml';
import { CHART } from './paths.ts';

const BEGIN = '<!-- values: made by `npm run chart -- --update` -->';
const END = '<!-- /values -->';

/** A key of values.yaml that is set as a whole. */
export interface Key {
  readonly path: string;
  /** The comment above it; undefined when there is none. */
  readonly about: string | undefined;
  readonly value: unknown;
}

/** The keys of a values file: those with a `-- ` comment, and those at the leaves. Services are listed by themselves. */
export function keysOf(text: string): Key[] {
  const { contents } = parseDocument(text);
  const keys: Key[] = [];
  const walk = (node: unknown, above: readonly string[], inherited: string | null | undefined): void => {
    if (!isMap(node)) return;
    node.items.forEach((pair: Pair, index) => {
      if (!isScalar(pair.key)) return;
      const comment = index === 0 ? (pair.key.commentBefore ?? inherited) : pair.key.commentBefore;
      const place = [...above, String(pair.key.value)];
      if (place.join('.') === 'services') return;
      const about = aboutIn(comment);
      if (about !== undefined || !isMap(pair.value) || pair.value.items.length === 0) {
        const value = (pair.value as { toJSON?: () => unknown } | null)?.toJSON?.();
        keys.push({ path: place.join('.'), about, value });
      } else {
        walk(pair.value, place, pair.value.commentBefore);
      }
    });
  };
  walk(contents, [], undefined);
  return keys;
}

function aboutIn(comment: string | null | undefined): string | undefined {
  const lines = (comment ?? '').split('\n').map((line) => line.trim());
  const start = lines.findLastIndex((line) => line.startsWith('-- '));
  return start === -1 ? undefined : lines.slice(start).join(' ').slice(3);
}

const valuesText = () => readFileSync(path.join(CHART, 'values.yaml'), 'utf8');

/** README.md with a new table of values between its marks. */
export async function readmeWithTable(): Promise<string> {
  const file = path.join(CHART, 'README.md');
  const readme = existsSync(file) ? readFileSync(file, 'utf8') : `# parley\n\n${BEGIN}\n${END}\n`;
  const [before = '', rest = ''] = readme.split(BEGIN);
  const after = rest.split(END)[1] ?? '\n';
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const shown = (value: unknown) => `\`${cell(JSON.stringify(value))}\``;
  const rows = keysOf(valuesText()).map(
    ({ path, about, value }) => `| \`${path}\` | ${shown(value)} | ${cell(about ?? '')} |`,
  );
  const table = ['| key | default | what |', '| --- | --- | --- |', ...rows].join('\n');
  return Promise.resolve(`${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Record<string, Schema>;
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: unknown;
}

/** What is wrong with the documentation of values: no comment, unknown to the schema, or known to it alone. */
export function undocumented(
  text = valuesText(),
  schema = JSON.parse(readFileSync(path.join(CHART, 'values.schema.json'), 'utf8')) as Schema,
): string[] {
  const problems: string[] = [];
  const resolve = (at: Schema | undefined): Schema | undefined =>
    at?.$ref === undefined ? at : schema.$defs?.[at.$ref.replace('#/$defs/', '')];
  const compare = (value: unknown, at: Schema | undefined, place: string): void => {
    const known = resolve(at);
    if (known === undefined) problems.push(`${place} is not in values.schema.json.`);
    if (known?.properties === undefined) return;
    if (known.additionalProperties !== false) problems.push(`${place} takes unknown keys.`);
    const members = (value ?? {}) as Record<string, unknown>;
    for (const [name, member] of Object.entries(members))
      compare(member, known.properties[name], `${place === '' ? '' : `${place}.`}${name}`);
    const isExample = Object.keys(members).length < Object.keys(known.properties).length;
    if (isExample && !OPTIONAL.some((pattern) => pattern.test(place)))
      for (const name of Object.keys(known.properties))
        if (!(name in members) && !HELMS_OWN.has(`${place}${name}`))
          problems.push(`${place}.${name} is in values.schema.json alone.`);
  };
  compare(parseDocument(text).toJS(), schema, '');
  for (const { path, about } of keysOf(text))
    if (about === undefined) problems.push(`${path} has no comment that begins with "-- ".`);
  return problems;
}

/** Members of these need not have a default. */
const OPTIONAL = [/resources\.(requests|limits)$/, /^secrets\.external\.storeRef$/];
const HELMS_OWN = new Set(['global', 'service']);
