import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../errors.ts';
import { run } from '../process/run.ts';

interface Patch {
  /** What is wrong with it as it is. */
  readonly why: string;
  /** Must be there exactly once. */
  readonly find: string;
  readonly replace: string;
}

const CONTRIB = 'github.com/dapr/components-contrib';
const PACKAGE = 'pubsub/rabbitmq';
const PATCHED = 'rabbitmq.go';
const UNCHANGED = 'metadata.go';

/** Defects of Dapr 1.18.3 that cost events, found by the tests of `libs/dapr`; docs/portability.md tells of them. */
export const patches: readonly Patch[] = [
  {
    why: 'an event that the broker did not confirm before it died counts as published',
    find: '\treturn r.channel, r.connectionCount, nil\n}\n\nfunc (r *rabbitMQ) Publish(',
    replace: '\treturn r.channel, r.connectionCount, err\n}\n\nfunc (r *rabbitMQ) Publish(',
  },
  {
    why: 'a subscription that begins while something is declared leaves a consumer behind that nobody listens to',
    find: '\t\t\tmsgs, err = channel.Consume(\n',
    replace: '\t\t\tr.channelMutex.Lock()\n\t\t\tmsgs, err = channel.Consume(\n',
  },
  {
    why: 'the end of the one before',
    find: '\t\t\tif err != nil {\n\t\t\t\terrFuncName = "channel.Consume"\n',
    replace:
      '\t\t\tr.channelMutex.Unlock()\n\t\t\tif err != nil {\n\t\t\t\terrFuncName = "channel.Consume"\n',
  },
];

/**
 * Writes the patched sources into `dir`, as a package of the module that takes the place of the original.
 * @returns a file for `go build -overlay`
 * @throws StackError when a source is not the one that a patch is for
 */
export async function writeOverlay(dir: string, module: string): Promise<string> {
  const { code, output } = await run('go', ['list', '-m', '-f', '{{.Path}} {{.Dir}}'], {
    cwd: module,
    env: process.env,
  });
  const contrib = await run('go', ['list', '-m', '-f', '{{.Dir}}', CONTRIB], {
    cwd: module,
    env: process.env,
  });
  if (code !== 0 || contrib.code !== 0)
    throw new StackError(`The sources of Dapr were not found:\n${output}${contrib.output}`);
  const [name = ''] = output.trim().split(' ');
  const original = path.join(contrib.output.trim(), PACKAGE);
  mkdirSync(dir, { recursive: true });

  const Replace: Record<string, string> = {};
  const put = (target: string, text: string): void => {
    const file = path.join(dir, path.basename(target));
    writeFileSync(file, text);
    Replace[path.join(module, target)] = file;
  };
  const source = (file: string) => readFileSync(file, 'utf8');
  put(path.join(PACKAGE, PATCHED), patches.reduce(applied, source(path.join(original, PATCHED))));
  put(path.join(PACKAGE, UNCHANGED), source(path.join(original, UNCHANGED)));
  const importing = {
    why: 'the original is imported',
    find: `"${CONTRIB}/${PACKAGE}"`,
    replace: `"${name}/${PACKAGE}"`,
  };
  put('daprd/components.go', applied(source(path.join(module, 'daprd/components.go')), importing));

  const overlay = path.join(dir, 'overlay.json');
  writeFileSync(overlay, JSON.stringify({ Replace }));
  return overlay;
}

function applied(source: string, { find, replace, why }: Patch): string {
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new StackError(
      `Dapr's source is not what the patch is for that says: ${why}.`,
      'Was Dapr upgraded?',
    );
  return parts.join(replace);
}
