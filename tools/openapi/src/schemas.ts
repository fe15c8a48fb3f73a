import ts from 'typescript';
import { commentOf, decorationsOf } from './ast.ts';
import { constrain, type Schema } from './constraints.ts';
import type { Sources } from './sources.ts';

/** Types as they look in JSON. What has a name becomes a component. */
export class Schemas {
  readonly components = new Map<string, Schema>();
  private readonly names = new Map<ts.Type, string>();
  private readonly owners = new Map<string, ts.Type>();
  private readonly checker: ts.TypeChecker;

  constructor({ checker, files }: Sources) {
    this.checker = checker;
    for (const file of files) this.nameTypesOf(file);
  }

  /** @throws Error when two types of the API have the same name */
  of(type: ts.Type): Schema {
    const members = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)),
    );
    const named = this.names.get(type);
    if (type.isUnion() && named !== undefined && isStructured(type)) return this.component(named, type);
    const nullable = members.some(({ flags }) => flags & ts.TypeFlags.Null);
    const schema = this.union(members.filter(({ flags }) => !(flags & ts.TypeFlags.Null)));
    return nullable ? orNull(schema) : schema;
  }

  /** The properties of a class of the request, each with whether it must be there. */
  properties(type: ts.Type): { name: string; schema: Schema; required: boolean }[] {
    return type.getProperties().flatMap((property) => {
      const declaration = property.valueDeclaration ?? property.declarations?.[0];
      const propertyType = this.checker.getTypeOfSymbol(property);
      // A member that is only ever undefined comes from the other side of a choice.
      if (propertyType.getCallSignatures().length > 0 || propertyType.flags & ts.TypeFlags.Undefined)
        return [];
      const field = declaration && ts.isPropertyDeclaration(declaration) ? declaration : undefined;
      const plain = this.of(propertyType);
      const schema = field ? constrain(this.checker, field, plain) : plain;
      const description = commentOf(this.checker, property);
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const required = !optional && !(field?.initializer && decorationsOf(field).length > 0);
      return [{ name: property.name, schema: { ...schema, ...(description && { description }) }, required }];
    });
  }

  private union(members: readonly ts.Type[]): Schema {
    const [only, ...others] = members;
    if (!only) return {};
    if (others.length === 0) {
      const named = this.names.get(only);
      return named !== undefined && isStructured(only) ? this.component(named, only) : this.single(only);
    }
    if (members.every((member) => member.flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean' };
    if (members.every((member) => member.isStringLiteral()))
      return { type: 'string', enum: members.map(({ value }) => value) };
    return { anyOf: members.map((member) => this.of(member)) };
  }

  private single(type: ts.Type): Schema {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' };
    if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    const symbol = type.getSymbol();
    if (symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: item ? this.of(item) : {} };
    }
    return this.object(type);
  }

  private object(type: ts.Type): Schema {
    const properties = this.properties(type);
    const rest = type.getStringIndexType();
    const description = this.names.has(type)
      ? commentOf(this.checker, type.aliasSymbol ?? type.getSymbol())
      : '';
    const required = properties.filter((property) => property.required).map(({ name }) => name);
    return {
      ...(description && { description }),
      type: 'object',
      properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
      ...(required.length > 0 && { required }),
      ...(rest && { additionalProperties: this.of(rest) }),
    };
  }

  private component(name: string, type: ts.Type): Schema {
    const owner = this.owners.get(name);
    if (owner && owner !== type) throw new Error(`Two types of the API are called ${name}.`);
    if (!owner) {
      this.owners.set(name, type);
      this.components.set(name, {}); // keeps its place while it may refer to itself
      const schema = type.isUnion() ? this.union(type.types) : this.object(type);
      this.components.set(name, schema);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** An alias of what a function returns carries no name of its own, so names come from the declarations. */
  private nameTypesOf(file: ts.SourceFile): void {
    for (const statement of file.statements) {
      if (
        !ts.isTypeAliasDeclaration(statement) &&
        !ts.isInterfaceDeclaration(statement) &&
        !ts.isClassDeclaration(statement)
      )
        continue;
      if (!statement.name || statement.typeParameters) continue;
      const type = this.checker.getTypeAtLocation(statement);
      if (!this.names.has(type)) this.names.set(type, statement.name.text.replace(/(View|Answer)$/, ''));
    }
  }
}

/** An object, or a choice between objects. */
function isStructured(type: ts.Type): boolean {
  const members = type.isUnion() ? type.types : [type];
  return members.every(
    (member) =>
      member.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) &&
      !/^(Readonly)?Array$|^Date$/.test(member.getSymbol()?.name ?? ''),
  );
}

function orNull(schema: Schema): Schema {
  if (Array.isArray(schema.enum))
    return { type: ['string', 'null'], enum: [...(schema.enum as unknown[]), null] };
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  if (Object.keys(schema).length === 0) return schema;
  const choices = Array.isArray(schema.anyOf) ? (schema.anyOf as unknown[]) : [schema];
  return { anyOf: [...choices, { type: 'null' }] };
}
