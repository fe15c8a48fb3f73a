import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '@parley/stack';
import { parse, parseAllDocuments, stringify } from 'yaml';
import type { Case, Surroundings } from './checks.ts';
import { CHART } from './paths.ts';
import { CheckError, output } from './render.ts';

const TESTS = path.join(REPOSITORY, 'tools', 'chart', 'alerts');

/** A value set with every alert. */
const SET = 'ha';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: { readonly runbook_url: string };
}

/** Rules that Prometheus evaluates together. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Alerts and ratios as Prometheus gets them: of the golden render, which another check compares. */
export function renderedRules(): RuleGroup[] {
  const manifests = readFileSync(path.join(CHART, 'golden', `${SET}.yaml`), 'utf8');
  return parseAllDocuments(manifests)
    .map((document) => document.toJS() as { kind: string; spec: { groups: RuleGroup[] } } | null)
    .filter((it) => it?.kind === 'PrometheusRule')
    .flatMap((it) => it?.spec.groups ?? []);
}

const alertsOf = (groups: readonly RuleGroup[]) =>
  groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);

/** Cases about alerts: Prometheus takes them, they fire when they should, and somebody knows what to do. */
export function alertCases(): Case[] {
  const testFiles = readdirSync(TESTS);
  return [
    { name: 'rules', run: ({ programs }) => inFolder((folder) => checkRules(programs, folder)) },
    ...testFiles.map((file) => ({
      name: path.basename(file, '.yaml'),
      run: ({ programs }: Surroundings) =>
        inFolder(async (folder) => {
          await output(programs.promtool, ['test', 'rules', path.join(folder, file)]);
          return `${testsIn([file]).length} tests`;
        }),
    })),
    { name: 'every alert is seen to fire and to be silent', run: () => Promise.resolve(untested(testFiles)) },
    {
      name: 'every alert has its runbook, which names it',
      run: () => {
        runbooks();
        return Promise.resolve(undefined);
      },
    },
  ];
}

async function checkRules(
  { promtool }: Surroundings['programs'],
  folder: string,
): Promise<string | undefined> {
  const text = await output(promtool, ['check', 'rules', '--lint-fatal', path.join(folder, 'rules.yaml')]);
  return /SUCCESS: (.*)/.exec(text)?.[1];
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-alerts-'));
  try {
    cpSync(TESTS, folder, { recursive: true });
    writeFileSync(path.join(folder, 'rules.yaml'), stringify({ groups: renderedRules() }));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Expectation {
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}

function testsIn(files: readonly string[]): { alert_rule_test: readonly Expectation[] }[] {
  return files.flatMap(
    (file) =>
      (parse(readFileSync(path.join(TESTS, file), 'utf8')) as { tests: ReturnType<typeof testsIn> }).tests,
  );
}

function untested(files: readonly string[]): string {
  const expected = testsIn(files).flatMap((test) => test.alert_rule_test);
  const alerts = alertsOf(renderedRules()).map(({ alert }) => alert);
  const lacks = (what: string, has: (expectation: Expectation) => boolean) =>
    alerts
      .filter((alert) => !expected.some((one) => one.alertname === alert && has(one)))
      .map((alert) => `No test sees ${alert} ${what}.`);
  const found = [
    ...lacks('fire', (one) => one.exp_alerts.length > 0),
    ...lacks('silent', (one) => one.exp_alerts.length === 0),
  ];
  if (alerts.length === 0 || found.length > 0)
    throw new CheckError(found.join('\n') || 'There are no alerts.');
  return `${alerts.length} alerts`;
}

function runbooks(): void {
  const problems = alertsOf(renderedRules()).flatMap(({ alert = '', annotations }) => {
    const file = path.join(REPOSITORY, annotations?.runbook_url ?? '');
    if (!readdirSync(path.dirname(file)).includes(path.basename(file))) return [`${alert}: no ${file}.`];
    // A pair of alerts is named together, `ParleyRequestsFail`.
    const name = alert.replace(/(Page|Ticket)$/, '');
    return readFileSync(file, 'utf8').includes(`\`${name}`)
      ? []
      : [`${path.basename(file)} does not name ${alert}.`];
  });
  if (problems.length > 0) throw new CheckError(problems.join('\n'));
}
