import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Report } from '@parley/stack';
import { agreements } from './agreements.ts';
import { alertCases } from './alerts.ts';
import { dashboardCases } from './dashboards.ts';
import { derivedFiles } from './update.ts';
import { difference } from './difference.ts';
import { dryRun } from './dry-run.ts';
import { CHART, KUBERNETES_VERSION, SCHEMAS, valueSets, valuesFile } from './paths.ts';
import type { Programs } from './programs.ts';
import { CheckError, output, render, steady } from './render.ts';
import { undocumented } from './values-table.ts';

export interface Surroundings {
  readonly programs: Programs;
  readonly report: Report;
}

/** One thing that must hold. Throws when it does not; may say something about it when it does. */
export interface Case {
  readonly name: string;
  readonly run: (surroundings: Surroundings) => Promise<string | undefined>;
}

export interface Check {
  readonly name: string;
  readonly about: string;
  readonly cases: () => Case[];
}

const perSet = (run: (set: string, surroundings: Surroundings) => Promise<string | undefined>) => () =>
  valueSets().map((set) => ({ name: set, run: (surroundings: Surroundings) => run(set, surroundings) }));

const one = (name: string, run: Case['run']) => () => [{ name, run }];

/** From cheap to dear. */
export const checks: readonly Check[] = [
  {
    name: 'values',
    about: 'every value is documented and known to the schema, and no other is',
    cases: one('values.yaml and values.schema.json', () => {
      const found = undocumented();
      if (found.length > 0) throw new CheckError(found.join('\n'));
      return Promise.resolve(undefined);
    }),
  },
  {
    name: 'derived',
    about: 'what is derived from the product is as it would be derived now',
    cases: () =>
      derivedFiles().map(({ file, content }) => ({
        name: path.relative(CHART, file),
        run: async () => {
          const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
          const wanted = await content();
          if (present !== wanted) throw new CheckError(difference(present, wanted));
          return undefined;
        },
      })),
  },
  { name: 'agreement', about: 'values, services and contracts agree', cases: agreements },
  {
    name: 'lint',
    about: 'helm lint --strict, for every value set',
    cases: perSet(async (set, { programs }) => {
      await output(programs.helm, [
        'lint',
        CHART,
        '--strict',
        '--kube-version',
        KUBERNETES_VERSION,
        '--values',
        valuesFile(set),
      ]);
      return undefined;
    }),
  },
  {
    name: 'unit',
    about: 'what templates make of values: charts/parley/tests',
    cases: one('helm-unittest', async ({ programs }) => {
      const text = await output(programs.unittest, [CHART, '--strict', '--with-subchart=false']);
      return /Tests: +(.*)/.exec(text)?.[1];
    }),
  },
  {
    name: 'golden',
    about: 'renders of every value set are those in charts/parley/golden',
    cases: perSet(async (set, { programs }) => {
      const file = path.join(CHART, 'golden', `${set}.yaml`);
      const golden = existsSync(file) ? readFileSync(file, 'utf8') : '';
      const rendered = steady(await render(programs.helm, set));
      if (golden !== rendered)
        throw new CheckError(`${difference(golden, rendered)}\nIf that is meant: npm run chart -- --update`);
      return `${rendered.match(/^kind:/gm)?.length ?? 0} objects`;
    }),
  },
  {
    name: 'alerts',
    about: 'promtool takes the rules, and each alert fires when it should: tools/chart/alerts',
    cases: alertCases,
  },
  {
    name: 'dashboards',
    about: 'promtool understands every query of every dashboard',
    cases: dashboardCases,
  },
  {
    name: 'kubeconform',
    about: 'every object is what its kind demands, without unknown fields',
    cases: perSet(async (set, { programs }) => {
      const text = await output(programs.kubeconform, [
        '-strict',
        '-summary',
        '-schema-location',
        `${SCHEMAS}/{{.ResourceKind}}{{.KindSuffix}}.json`,
        path.join(CHART, 'golden', `${set}.yaml`),
      ]);
      return /Summary: (.*)/.exec(text)?.[1];
    }),
  },
  {
    name: 'dry-run',
    about: 'a real API server takes every object, and its pods as restricted',
    cases: dryRun,
  },
];
