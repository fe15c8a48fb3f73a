import { timedReport } from '@parley/stack';
import { argumentsOrUsage } from '../support/command-line.ts';
import { Cluster } from './cluster/cluster.ts';
import { hook, outcomeOf } from './cluster/program.ts';
import { usageOf } from './cluster/usage.ts';
import { removeNamespaces } from './infrastructure/parts.ts';
import { readOptions, USAGE, type ClusterOptions } from './options.ts';
import { Run } from './run.ts';
import { receiptsTable, runSteps } from './step.ts';

const say = timedReport((line) => process.stderr.write(`${line}\n`));

async function main(): Promise<void> {
  const options = argumentsOrUsage(readOptions, USAGE);
  const kubeconfig = await kubeconfigFor(options);
  if (kubeconfig === undefined) return;
  const cluster = new Cluster(kubeconfig);
  const run = new Run(cluster, options);
  const namespaces = new Set([options.namespace, options.partsNamespace, 'dapr-system']);
  const steps = run.steps();
  const receipts = await runSteps(steps, () => usageOf(cluster, namespaces), say);
  await run.close();
  if (options.keep) say(`left there: namespaces ${options.namespace} and ${options.partsNamespace}`);
  else await removeNamespaces(cluster, [options.namespace, options.partsNamespace]);
  const sum = (of: 'passed' | 'failed') => receipts.reduce((total, receipt) => total + receipt[of], 0);
  const missing = steps.length - receipts.length;
  if (missing > 0) say(`${missing} steps were not reached`);
  process.stdout.write(
    `${receiptsTable(receipts)}\n\n${sum('passed')} passed, ${sum('failed') + missing} failed\n`,
  );
  process.exitCode = sum('failed') + missing > 0 ? 1 : 0;
}

/** @returns where the cluster is, or undefined when there is none and need not be */
async function kubeconfigFor({ ifGiven }: ClusterOptions): Promise<string | undefined> {
  const { KUBECONFIG: given, PARLEY_K8S_UP: up } = process.env;
  const missing = await missingPrograms();
  if (missing.length === 0) {
    if (given !== undefined && given !== '') return given;
    if (up !== undefined && up !== '') return (await hook(up, {})).trim().split('\n').at(-1);
  }
  const why =
    missing.length > 0
      ? `${missing.join(' and ')} cannot be run`
      : 'neither KUBECONFIG nor PARLEY_K8S_UP, a command that prints the path of one, is set';
  if (!ifGiven) {
    process.stderr.write(`There is no cluster: ${why}.\n`);
    process.exitCode = 2;
    return undefined;
  }
  process.stdout.write(`Left out, because ${why}.\n\n0 passed, 0 failed\n`);
  return undefined;
}

async function missingPrograms(): Promise<string[]> {
  const programs = { kubectl: ['version', '--client'], helm: ['version'] };
  const tried = Object.entries(programs).map(async ([name, args]) =>
    (await outcomeOf(name, args)).code === 0 ? [] : [name],
  );
  return (await Promise.all(tried)).flat();
}

await main();
