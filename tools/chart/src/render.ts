import { run } from '@parley/stack';
import { CHART, CHARTS, KUBERNETES_VERSION, RELEASE, valuesFile } from './paths.ts';

/** What a program of the suite said when it failed. */
export class CheckError extends Error {}

/** Runs a program to its end. @returns its output without Helm's remark on the linked library chart */
export async function output(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { code, output } = await run(program, args, { cwd: CHARTS, env: { ...process.env, ...env } });
  const text = output
    .split('\n')
    .filter((line) => !line.includes('found symbolic link'))
    .join('\n');
  if (code !== 0) throw new CheckError(text.trim());
  return text;
}

/** The manifests of a value set, as `helm template` has them: with other random Secrets each time. */
export async function render(helm: string, set: string, more: readonly string[] = []): Promise<string> {
  const text = await output(helm, [
    'template',
    RELEASE,
    CHART,
    '--namespace',
    RELEASE,
    '--kube-version',
    KUBERNETES_VERSION,
    '--values',
    valuesFile(set),
    ...more,
  ]);
  return text.slice(text.indexOf('---'));
}

/** The same without what differs from one render to the next: values of random Secrets and what is made of them. */
export function steady(manifests: string): string {
  return manifests
    .split(/^---$/m)
    .map((document) =>
      /^kind: Secret$/m.test(document)
        ? document.replace(/^( {2}[\w.-]+: )"[A-Za-z0-9+/=]+"$/gm, '$1"(random)"')
        : document,
    )
    .join('---')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n');
}
