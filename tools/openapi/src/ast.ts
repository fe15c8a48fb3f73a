import ts from 'typescript';

/** A decorator's name and arguments. */
export interface Decoration {
  readonly name: string;
  readonly args: readonly ts.Expression[];
}

export function decorationsOf(node: ts.Node): Decoration[] {
  const decorators = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  return decorators.flatMap(({ expression }) => {
    if (ts.isCallExpression(expression))
      return [{ name: expression.expression.getText(), args: [...expression.arguments] }];
    return [{ name: expression.getText(), args: [] }];
  });
}

/** The value of an expression whose type is that of one string or number, e.g. a constant. */
export function literalOf(
  checker: ts.TypeChecker,
  expression: ts.Expression | undefined,
): string | number | undefined {
  if (!expression) return undefined;
  const type = checker.getTypeAtLocation(expression);
  return type.isStringLiteral() || type.isNumberLiteral() ? type.value : undefined;
}

/** The words of a doc comment, without its tags. */
export function commentOf(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): string {
  return ts
    .displayPartsToString(symbol?.getDocumentationComment(checker))
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
