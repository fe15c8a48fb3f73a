import type { Reading } from '../context.js';
import { readCreate } from '../create.js';
import { say } from '../messages.js';
import type { CommandIntent, Intent } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { nearest } from '../text/nearest.js';
import { readListCommand, searchOf } from './list-and-search.js';
import { readMove } from './move.js';
import { readOnTasks } from './on-tasks.js';
import { readRefs } from './refs.js';
import { readRemindBody } from './remind.js';
import { readSnooze } from './snooze.js';
import { takeVerb } from './verb.js';

type Handler = (draft: Draft, range: Range, reading: Reading) => Intent | null;

const onTasks =
  (kind: 'complete' | 'reopen' | 'delete' | 'skip'): Handler =>
  (draft, range, reading) => {
    const { refs, problems } = readRefs(draft, range, reading);
    if (refs.length > 0) return { kind, refs, problems };
    if (kind !== 'delete') return { kind, refs: [{ kind: 'last' }], problems };
    const message = reading.grammar.lexicon.messages.whichTask;
    return { kind, refs, problems: [{ code: 'ref.missing', message, suggestions: [] }] };
  };

const command =
  (name: CommandIntent['name']): Handler =>
  (draft, range) => ({ kind: 'command', name, argument: draft.source.slice(range.start).trim() });

const HANDLERS: Readonly<Record<string, Handler>> = {
  add: (draft, _range, reading) => readCreate(draft, reading, { remind: false }),
  remind: (draft, range, reading) => {
    const me = reading.grammar.intents.remindMe.exec(draft.source.slice(draft.source.indexOf('/') + 1));
    if (me === null) return readRemindBody(draft, range, reading);
    draft.drop({ start: 0, end: draft.source.indexOf('/') + 1 + me[0].length });
    return readRemindBody(
      draft,
      { start: draft.source.indexOf('/') + 1 + me[0].length, end: range.end },
      reading,
    );
  },
  list: readListCommand,
  search: searchOf,
  done: onTasks('complete'),
  reopen: onTasks('reopen'),
  delete: onTasks('delete'),
  skip: onTasks('skip'),
  move: (draft, _range, reading) => readMove(draft, reading),
  rename: (draft, _range, reading) => readOnTasks(draft, reading),
  snooze: (draft, _range, reading) => readSnooze(draft, reading),
  tags: command('tags'),
  tz: command('tz'),
  save: command('save'),
  export: command('export'),
  undo: () => ({ kind: 'undo' }),
  help: () => ({ kind: 'help' }),
};

/** Commands that exist, without the slash. */
export const commands: readonly string[] = Object.keys(HANDLERS);

/** Commands whose reader expects its verb at the start of the text. */
const KEEPS_VERB = new Set(['move', 'rename', 'snooze']);

/** `/name arguments`; an unknown name is answered with the nearest known one. */
export function readSlash(draft: Draft, reading: Reading): Intent | null {
  const match = /^\s*\/(?<name>\p{L}{1,32})(?=\s|$)/u.exec(draft.free);
  const name = match?.groups?.['name']?.toLowerCase();
  if (match === null || name === undefined) return null;
  const handler = HANDLERS[name];
  if (handler === undefined) return unknown(name, reading);
  if (KEEPS_VERB.has(name)) {
    draft.drop({ start: 0, end: match[0].indexOf('/') + 1 });
    return handler(draft, draft.rest(), reading);
  }
  const range = takeVerb(draft, /^\s*\/\p{L}+/u, name);
  return range === null ? null : handler(draft, range, reading);
}

function unknown(name: string, { grammar }: Reading): Intent {
  const near = nearest(name, commands);
  return {
    kind: 'unknown',
    reason: 'command',
    problems: [
      {
        code: 'command.unknown',
        message: say(grammar.lexicon.messages.unknownCommand, { name, near }),
        suggestions: [{ label: `/${near}`, texts: [`/${near}`] }],
      },
    ],
  };
}
