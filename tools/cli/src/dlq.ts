import type { CommandLine } from './command-line.ts';
import { RefusedError, UsageError } from './errors.ts';
import type { Letter, OperatorApi } from './operator-api.ts';
import { details, table } from './text.ts';

/** Where a command's words go, and whence an answer comes. */
export interface Terminal {
  /** Data, on standard output. */
  data(text: string): void;
  /** Progress, on standard error. */
  progress(text: string): void;
  /** Asks a person. @returns undefined when there is none */
  confirm(question: string): Promise<boolean | undefined>;
}

/** Carries out `parley dlq …`. @throws RefusedError, UsageError */
export async function dlq(line: CommandLine, api: OperatorApi, terminal: Terminal): Promise<void> {
  switch (line.command) {
    case 'list':
      return list(line, api, terminal);
    case 'show': {
      const letter = await api.show(line.ids[0] ?? '');
      terminal.data(line.json ? json(letter) : details(letter));
      return;
    }
    case 'replay':
      return line.all
        ? replayAll(line, api, terminal)
        : each(line, terminal, (id) => api.replay(id, line.force));
    case 'drop':
      return line.all ? dropAll(line, api, terminal) : each(line, terminal, (id) => api.drop(id));
  }
}

async function list(line: CommandLine, api: OperatorApi, terminal: Terminal): Promise<void> {
  const letters: Letter[] = [];
  for await (const letter of api.letters(line, line.status, line.limit)) letters.push(letter);
  if (line.json) terminal.data(json(letters));
  else if (letters.length > 0) terminal.data(table(letters));
  const full = letters.length === line.limit ? '; there may be more, see --limit' : '';
  terminal.progress(`${letters.length} dead letters${full}`);
}

/** One after the other; a refusal does not keep the others from their turn. */
async function each(
  line: CommandLine,
  terminal: Terminal,
  act: (id: string) => Promise<Letter>,
): Promise<void> {
  const done: Letter[] = [];
  let refused = 0;
  for (const id of line.ids) {
    try {
      const letter = await act(id);
      done.push(letter);
      if (!line.json)
        terminal.data(`${letter.id} ${letter.status === 'open' ? 'open again' : letter.status}`);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused += 1;
      terminal.progress(`${id}: ${error.message}`);
    }
  }
  if (line.json) terminal.data(json(done));
  if (refused > 0) throw new RefusedError(`${refused} of ${line.ids.length} refused.`);
}

async function replayAll(line: CommandLine, api: OperatorApi, terminal: Terminal): Promise<void> {
  await confirmed(line, terminal);
  let replayed = 0;
  for (let to: string | undefined, more = true; more;) {
    const answer = await api.replayAll({ topic: line.topic, type: line.type, to });
    ({ more, to } = answer);
    replayed += answer.replayed;
    terminal.progress(`${replayed} replayed`);
    if (!more) {
      const { notEvents, tooOld } = answer;
      terminal.data(line.json ? json({ replayed, notEvents, tooOld }) : `${replayed} replayed`);
      if (tooOld > 0) terminal.progress(`${tooOld} are older than services remember; see replay --force`);
      if (notEvents > 0) terminal.progress(`${notEvents} are no events; they can only be dropped`);
    }
  }
}

async function dropAll(line: CommandLine, api: OperatorApi, terminal: Terminal): Promise<void> {
  await confirmed(line, terminal);
  const ids: string[] = [];
  for await (const { id } of api.letters(line, 'open', Infinity)) ids.push(id);
  let dropped = 0;
  for (const id of ids) {
    await api.drop(id);
    dropped += 1;
    if (dropped % 100 === 0) terminal.progress(`${dropped} of ${ids.length} dropped`);
  }
  terminal.data(line.json ? json({ dropped }) : `${dropped} dropped`);
}

async function confirmed({ command, topic, type, yes }: CommandLine, terminal: Terminal): Promise<void> {
  if (yes) return;
  const which = [topic !== undefined && `of ${topic}`, type !== undefined && `with type ${type}`];
  const question = ['all open dead letters', ...which.filter((part) => part !== false)].join(' ');
  const answer = await terminal.confirm(`${command === 'drop' ? 'Drop' : 'Replay'} ${question}?`);
  if (answer === undefined) throw new UsageError('Nobody can be asked here; say --yes.');
  if (!answer) throw new RefusedError('Nothing was done.');
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
