import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Case } from './checks.ts';
import { CHART } from './paths.ts';
import { asked } from './promql.ts';
import { CheckError, output } from './render.ts';

const DASHBOARDS = path.join(CHART, 'files', 'dashboards');

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  readonly panels?: readonly Panel[];
}

/** What a panel asks Prometheus, with a value for each of Grafana's variables. */
export interface Query {
  readonly panel: string;
  readonly expr: string;
  /** Labels that the legend shows. */
  readonly shown: readonly string[];
}

/** The queries of one dashboard. */
export function queriesOf(file: string): Query[] {
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as { panels: readonly Panel[] };
  const all = panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  return all.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({
      panel: title,
      shown: [...legendFormat.matchAll(/{{\s*(\w+)\s*}}/g)].map(([, label = '']) => label),
      expr: expr
        .replaceAll('$__rate_interval', '5m')
        .replaceAll('$__range', '1h')
        .replaceAll('$namespace', 'parley'),
    })),
  );
}

/** Every dashboard by its file name. */
export function dashboards(): { readonly name: string; readonly queries: readonly Query[] }[] {
  return readdirSync(DASHBOARDS).map((name) => ({ name, queries: queriesOf(path.join(DASHBOARDS, name)) }));
}

/** Cases about dashboards: Prometheus understands what they ask. */
export function dashboardCases(): Case[] {
  return dashboards().map(({ name, queries }) => ({
    name,
    run: async ({ programs }) => {
      const left = queries.find(({ expr }) => expr.includes('$'));
      if (left !== undefined) throw new CheckError(`"${left.panel}" uses an unknown variable: ${left.expr}`);
      for (const { expr, shown } of queries) asked(expr, shown);
      const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-dashboards-'));
      const rules = queries.map(({ panel, expr }, index) => ({
        record: `dashboard:query:${index}`,
        labels: { panel },
        expr,
      }));
      const file = path.join(folder, 'queries.yaml');
      try {
        writeFileSync(file, stringify({ groups: [{ name, rules }] }));
        await output(programs.promtool, ['check', 'rules', file]);
        return `${queries.length} queries`;
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  }));
}
