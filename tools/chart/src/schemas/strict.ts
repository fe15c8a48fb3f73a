/** The parts of a JSON schema that matter here. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
  readonly [member: string]: unknown;
}

/** Says nothing about what is valid. */
const REMARKS = /^(description|default|example|title|format|x-kubernetes-.*)$/;

/** Types that the OpenAPI document calls texts although numbers are as good. */
const TEXT_OR_NUMBER = new Set([
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
  'io.k8s.apimachinery.pkg.api.resource.Quantity',
]);

/**
 * A schema by itself that refuses unknown members.
 * @param definitions what `#/definitions/…` refers to; those that are used become part of the result
 */
export function strict(root: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const used: Record<string, JsonSchema> = {};
  const convert = (schema: JsonSchema): JsonSchema => {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.replace('#/definitions/', '');
      if (TEXT_OR_NUMBER.has(name)) return { type: ['string', 'integer', 'number'] };
      if (!(name in used)) {
        used[name] = {}; // before its members are looked at, some of which refer to it
        used[name] = convert(definitions[name] ?? {});
      }
      return { $ref: schema.$ref };
    }
    if (schema['x-kubernetes-int-or-string'] === true) return { type: ['string', 'integer'] };
    const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
    const result: Record<string, unknown> = {};
    for (const [member, value] of Object.entries(schema)) {
      if (REMARKS.test(member)) continue;
      const isSchema = member === 'items' || (member === 'additionalProperties' && typeof value === 'object');
      if (member === 'properties') result[member] = members(value as Record<string, JsonSchema>);
      else result[member] = isSchema ? convert(value as JsonSchema) : value;
    }
    if (schema.properties !== undefined && schema.additionalProperties === undefined && !isOpen)
      result['additionalProperties'] = false;
    return result;
  };
  const members = (properties: Readonly<Record<string, JsonSchema>>) =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, convert(value)]));
  const result = convert(root);
  return Object.keys(used).length === 0 ? result : { ...result, definitions: used };
}
