import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** What an expression asks of one metric. */
export interface Asked {
  readonly metric: string;
  /** Labels that the metric must have: those that are matched, and those that its values are grouped by. */
  readonly labels: readonly string[];
  /** Labels of which one value is asked for. */
  readonly values: readonly { readonly label: string; readonly value: string }[];
}

/**
 * The metrics that an expression in PromQL reads, by Prometheus' own grammar.
 * @param shown labels that the result must still have, as a legend shows them
 * @throws Error when it cannot be read, or when a grouping loses a label that is shown
 */
export function asked(expr: string, shown: readonly string[] = []): Asked[] {
  const found: Asked[] = [];
  const text = (node: SyntaxNode | null) => (node === null ? '' : expr.slice(node.from, node.to));
  parser.parse(expr).iterate({
    enter: ({ node, type }) => {
      if (type.isError) throw new Error(`Not PromQL at ${node.from}: ${expr}`);
      if (type.name !== 'VectorSelector') return;
      const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(
        (matcher) => ({
          label: text(matcher.getChild('LabelName')),
          isEqual: matcher.getChild('MatchOp')?.getChild('EqlSingle') !== null,
          value: text(matcher.getChild('StringLiteral')).slice(1, -1),
        }),
      );
      const grouped = groupingOf(node)?.getChildren('LabelName').map(text) ?? shown;
      const lost = shown.filter((label) => !grouped.includes(label));
      if (lost.length > 0) throw new Error(`The result has no label ${lost.join(', ')}: ${expr}`);
      found.push({
        metric: text(node.getChild('Identifier')),
        labels: [...new Set([...matchers.map(({ label }) => label), ...grouped])],
        values: matchers.filter(({ isEqual }) => isEqual).map(({ label, value }) => ({ label, value })),
      });
    },
  });
  return found;
}

/** The labels of the nearest `by (…)` around a selector. */
function groupingOf(selector: SyntaxNode): SyntaxNode | null {
  for (let node = selector.parent; node !== null; node = node.parent) {
    const modifier = node.type.name === 'AggregateExpr' ? node.getChild('AggregateModifier') : null;
    if (modifier?.getChild('By')) return modifier.getChild('GroupingLabels');
  }
  return null;
}
