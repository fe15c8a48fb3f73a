import { parseArgs } from 'node:util';
import { UsageError } from './errors.ts';

export const HELP = `Usage: parley dlq <command> [options]

Dead letters: events that a service could not handle. docs/runbooks/dead-letters.md says when to do what.

  list                what is there, newest first
                        --status open|replayed|dropped|all   (open)
                        --limit <n>                          (50)
  show <id>           one letter with what it holds
  replay <id>...      publish it again as it was; who handled it already ignores it
                        --force  also one so old that who handled it would do so again
  replay --all        all open ones that are not that old
  drop <id>...        give it up; the record stays
  drop --all          all open ones

  --topic <topic>     task-events, reminders, task-updates or security-events; for list and --all
  --type <type>       only events of this type; for list and --all
  --yes               do not ask before --all
  --json              data as JSON on standard output
  --url <origin>      where Parley is (PARLEY_URL; http://localhost:7400)
  --help

The operator token is read from PARLEY_OPERATOR_TOKEN, or for the stack on this machine from .parley/secrets.json.
Exit codes: 0 done, 1 refused or failed, 2 the command line is wrong.

Examples:
  parley dlq list --topic task-events
  parley dlq show 0199c5a2-7c1e-7b1d-9f57-3c1f0c3f5a10
  parley dlq replay --all --type parley.task.completed.v2 --yes
  parley dlq list --json | jq -r '.[].type' | sort | uniq -c
`;

const OPTIONS = {
  topic: { type: 'string' },
  type: { type: 'string' },
  status: { type: 'string' },
  limit: { type: 'string' },
  all: { type: 'boolean' },
  force: { type: 'boolean' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
  url: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const COMMANDS = ['list', 'show', 'replay', 'drop'] as const;
const STATUSES = ['open', 'replayed', 'dropped', 'all'];
/** Options that mean something, beside `json` and `url`. */
const ALLOWED: Readonly<Record<(typeof COMMANDS)[number], readonly string[]>> = {
  list: ['topic', 'type', 'status', 'limit'],
  show: [],
  replay: ['topic', 'type', 'all', 'yes', 'force'],
  drop: ['topic', 'type', 'all', 'yes'],
};

/** What is asked for. */
export interface CommandLine {
  readonly command: (typeof COMMANDS)[number];
  readonly ids: readonly string[];
  readonly topic: string | undefined;
  readonly type: string | undefined;
  readonly status: string;
  readonly limit: number;
  readonly all: boolean;
  readonly force: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly url: string | undefined;
}

/** @returns undefined when help is wanted @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine | undefined {
  const { values, positionals } = parsed(args);
  if (values.help === true) return undefined;
  const [noun, command, ...ids] = positionals;
  if (noun !== 'dlq') throw new UsageError(noun === undefined ? 'Say what to do.' : `There is no "${noun}".`);
  if (!isCommand(command)) throw new UsageError(`There is no command "dlq ${command ?? ''}".`);
  const needless = Object.keys(values).find((name) => !['json', 'url', ...ALLOWED[command]].includes(name));
  if (needless !== undefined) throw new UsageError(`"dlq ${command}" has no option --${needless}.`);
  const { status = 'open', limit = '50', all = false, force = false, yes = false, json = false } = values;
  if (!STATUSES.includes(status)) throw new UsageError(`--status must be one of ${STATUSES.join(', ')}.`);
  if (!/^[1-9]\d{0,6}$/.test(limit)) throw new UsageError('--limit must be a number from 1.');
  const { topic, type, url } = values;
  checkIds(command, ids, all);
  if (!all && command !== 'list' && (topic !== undefined || type !== undefined)) {
    throw new UsageError('--topic and --type go with --all.');
  }
  if (all && force) throw new UsageError('--force goes with ids: look at what each letter does.');
  return { command, ids, topic, type, status, limit: Number(limit), all, force, yes, json, url };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function isCommand(name: string | undefined): name is (typeof COMMANDS)[number] {
  return COMMANDS.some((command) => command === name);
}

function checkIds(command: string, ids: readonly string[], all: boolean): void {
  if (command === 'list') {
    if (ids.length > 0) throw new UsageError('"dlq list" takes no id; use "dlq show".');
  } else if (command === 'show') {
    if (ids.length !== 1) throw new UsageError('"dlq show" takes one id.');
  } else if (all === ids.length > 0) {
    throw new UsageError(`"dlq ${command}" takes ids, or --all.`);
  }
}
