import { findProgram, readServices, REPOSITORY } from '@parley/stack';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { builders, BUILDERS, type Builder, type BuilderName, type Labels } from './builders.ts';
import { HELP, parseCommandLine, type CommandLine } from './command-line.ts';
import { BuildError, UsageError } from './errors.ts';
import { imagesOf, type Image } from './image.ts';
import { runBuilder } from './run-builder.ts';
import { LIMIT_MB, table, type Built } from './table.ts';

/** Builds what is asked for. @returns the exit code of the process */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const wish = parseCommandLine(args);
    if (wish !== undefined) return await build(wish);
    console.log(HELP);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${HELP}`);
    else if (error instanceof BuildError) console.error(error.message);
    else throw error;
    return error instanceof UsageError ? 2 : 1;
  }
}

async function build(wish: CommandLine): Promise<number> {
  const labels = { version: wish.tag ?? version(), revision: revision(), source: wish.source };
  const services = readServices(path.join(REPOSITORY, 'services'));
  const images = imagesOf(services, { only: wish.only, tag: labels.version, registry: wish.registry });
  const builder = chooseBuilder(wish.builder);
  const built: Built[] = [];
  for (const image of images) built.push(await buildOne(builder, image, labels, wish));
  console.log(`\n${table(built)}`);
  const large = built.filter(({ image, megabytes }) => image.target === 'service' && !(megabytes < LIMIT_MB));
  for (const { image } of large) console.error(`${image.reference} is larger than ${LIMIT_MB} MB.`);
  return large.length === 0 ? 0 : 1;
}

async function buildOne(builder: Builder, image: Image, labels: Labels, wish: CommandLine): Promise<Built> {
  console.log(`${image.reference} …`);
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  const created = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0);
  await runBuilder(builder.name, builder.build(image, labels, created, wish.extra), {
    cwd: REPOSITORY,
    live: wish.live,
    onStep: (step) => {
      console.log(`  ${seconds().toFixed(0)} s  ${step}`);
    },
  });
  const size = await runBuilder(builder.name, builder.size(image.reference), { cwd: REPOSITORY });
  const result = { image, megabytes: builder.readSize(size), seconds: seconds() };
  console.log(`${image.reference} built in ${result.seconds.toFixed(0)} s`);
  return result;
}

/** @throws BuildError when none works */
function chooseBuilder(wanted: BuilderName | undefined): Builder {
  const works = (name: BuilderName) =>
    findProgram(name) !== undefined &&
    spawnSync(name, builders[name].probe, { stdio: 'ignore' }).status === 0;
  const name = (wanted === undefined ? BUILDERS : [wanted]).find(works);
  if (name !== undefined) return builders[name];
  throw new BuildError(
    `${wanted ?? BUILDERS.join(' or ')} does not work here. Install it, or start its daemon; "${wanted ?? BUILDERS[0]} ${builders[wanted ?? BUILDERS[0]].probe.join(' ')}" says more.`,
  );
}

function version(): string {
  const text = readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** The commit that is checked out; `unknown` where there is no git. */
function revision(): string {
  try {
    const options = { cwd: REPOSITORY, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', ['rev-parse', 'HEAD'], options).trim();
  } catch {
    return 'unknown';
  }
}
