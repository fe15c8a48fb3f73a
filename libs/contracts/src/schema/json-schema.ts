/** The part of JSON Schema (draft 2020-12) that class-validator decorators lead to. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  /** Other keywords; each is a constraint unless it is prose. */
  readonly [keyword: string]: unknown;
}

/** The schema of one payload, with the classes it refers to. */
export interface PayloadSchema extends JsonSchema {
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

const DEFS = '#/$defs/';

/** The schema itself, or the one that it refers to. @throws Error when the definition is missing */
export function resolve(schema: JsonSchema, root: PayloadSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const target = root.$defs?.[schema.$ref.slice(DEFS.length)];
  if (!target) throw new Error(`There is no ${schema.$ref}.`);
  return target;
}

/** Names of all definitions that a schema needs, direct or not. */
export function referredTo(schema: JsonSchema, all: Readonly<Record<string, JsonSchema>>): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/\$defs\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(all[name] ?? {});
    }
  };
  visit(schema);
  return found;
}
