import { parseArgs } from 'node:util';
import { BUILDERS, type BuilderName } from './builders.ts';
import { UsageError } from './errors.ts';

export const HELP = `Usage: npm run images -- [options] [-- options of the builder]

Builds the images of Parley from the Dockerfile: one per service, and the web UI behind nginx.

  --only <name,...>       these services only
  --tag <tag>             (the version in package.json)
  --registry <host/path>  put in front of "parley/<service>"
  --builder ${BUILDERS.join('|')}  (the first of them that is there)
  --source <url>          where the source is; label org.opencontainers.image.source
  --live                  show all that the builder prints
  --help

SOURCE_DATE_EPOCH (0) is the time of creation in the images; nothing else in them has a time.
Exit codes: 0 built, 1 failed or too large, 2 the command line is wrong.

Examples:
  npm run images
  npm run images -- --only chat-api,web --tag dev
  npm run images -- --registry registry.example.com/team -- --platform linux/arm64
`;

/** What is asked for. */
export interface CommandLine {
  /** Names of services; all when absent. */
  readonly only: readonly string[] | undefined;
  readonly tag: string | undefined;
  readonly registry: string | undefined;
  readonly builder: BuilderName | undefined;
  readonly source: string;
  readonly live: boolean;
  /** Handed to the builder as they are. */
  readonly extra: readonly string[];
}

const OPTIONS = {
  only: { type: 'string' },
  tag: { type: 'string' },
  registry: { type: 'string' },
  builder: { type: 'string' },
  source: { type: 'string' },
  live: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @returns undefined when help is wanted @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine | undefined {
  const end = args.indexOf('--');
  const values = parsed(end === -1 ? args : args.slice(0, end));
  if (values.help === true) return undefined;
  const { tag, registry, builder, source = '', live = false } = values;
  const only = values.only?.split(',').filter((name) => name !== '');
  if (only?.length === 0) throw new UsageError('--only needs names of services.');
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) throw new UsageError(`"${tag}" is not a tag.`);
  if (registry !== undefined && !/^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*$/.test(registry)) {
    throw new UsageError(`"${registry}" is not a registry with a path, e.g. registry.example.com/team.`);
  }
  if (builder !== undefined && !isBuilder(builder)) {
    throw new UsageError(`--builder must be one of ${BUILDERS.join(', ')}.`);
  }
  return { only, tag, registry, builder, source, live, extra: end === -1 ? [] : args.slice(end + 1) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function isBuilder(name: string): name is BuilderName {
  return BUILDERS.some((builder) => builder === name);
}
