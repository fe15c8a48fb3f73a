import ts from 'typescript';
import { decorationsOf, literalOf, type Decoration } from './ast.ts';

/** A JSON Schema (2020-12). */
export type Schema = Readonly<Record<string, unknown>>;

/** What a decorator of class-validator says of a value; the numbers are its literal arguments. */
const READERS: Readonly<Record<string, (...args: readonly (string | number)[]) => Schema>> = {
  ArrayMaxSize: (maxItems) => ({ maxItems }),
  IsEmail: () => ({ format: 'email' }),
  IsInt: () => ({ type: 'integer' }),
  IsISO8601: () => ({ format: 'date-time' }),
  IsUUID: () => ({ format: 'uuid' }),
  Length: (minLength, maxLength) => ({ minLength, maxLength }),
  Max: (maximum) => ({ maximum }),
  MaxLength: (maxLength) => ({ maxLength }),
  Min: (minimum) => ({ minimum }),
};

/** The schema of a property, made narrower by its decorators. */
export function constrain(checker: ts.TypeChecker, property: ts.PropertyDeclaration, schema: Schema): Schema {
  let constrained = schema;
  for (const decoration of decorationsOf(property)) {
    const said = readDecoration(checker, decoration);
    if (!said) continue;
    if (ofEach(decoration) && typeof constrained.items === 'object')
      constrained = { ...constrained, items: { ...constrained.items, ...said } };
    else constrained = { ...constrained, ...withNull(said, constrained) };
  }
  const initial = literalOf(checker, property.initializer);
  return initial === undefined ? constrained : { ...constrained, default: initial };
}

function readDecoration(checker: ts.TypeChecker, { name, args }: Decoration): Schema | undefined {
  const [first] = args;
  if (name === 'Matches' && first) {
    const pattern = patternOf(checker, first);
    return pattern === undefined ? undefined : { pattern };
  }
  const values = args.map((arg) => literalOf(checker, arg)).filter((value) => value !== undefined);
  // An argument that is computed cannot be told here; the server still checks it.
  const literal = args.filter((arg) => !ts.isObjectLiteralExpression(arg)).length === values.length;
  return literal ? READERS[name]?.(...values) : undefined;
}

/** Of a literal, or of the constant that holds one. */
function patternOf(checker: ts.TypeChecker, expression: ts.Expression): string | undefined {
  if (ts.isRegularExpressionLiteral(expression)) {
    const [, pattern, flags] = /^\/(.*)\/(\w*)$/s.exec(expression.text) ?? [];
    return flags === '' || flags === 'u' ? pattern : undefined;
  }
  const declaration = checker.getSymbolAtLocation(expression)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  return patternOf(checker, declaration.initializer);
}

function ofEach({ args }: Decoration): boolean {
  const options = args.at(-1);
  return (
    options !== undefined && ts.isObjectLiteralExpression(options) && options.getText().includes('each: true')
  );
}

function withNull(said: Schema, schema: Schema): Schema {
  return Array.isArray(schema.type) && typeof said.type === 'string'
    ? { ...said, type: [said.type, 'null'] }
    : said;
}
