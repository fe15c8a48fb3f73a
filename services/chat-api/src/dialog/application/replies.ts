import { helpExamples, type Intent, type Problem } from '@parley/language';
import type { UndoableAction } from '../../actions/application/action-log.js';
import type { Block, Reply } from '../../conversations/domain/message.js';
import { exportFormats } from '../../export/domain/formats.js';
import type { Task } from '../../tasks/domain/task.js';
import { textsFor } from '../texts/texts.js';

/** Explains why nothing was done, and offers what can be sent instead. */
export function problemReply(problem: Problem, intent: Intent): Reply {
  const options = problem.suggestions.flatMap(({ label, texts }) => {
    const [text, more] = texts ?? [];
    return text === undefined || more !== undefined ? [] : [{ label, text }];
  });
  const tags = problem.code === 'tag-limit' && intent.kind === 'create' ? [...intent.tags] : undefined;
  return {
    text: problem.message,
    blocks: [
      { type: 'problem', code: problem.code, detail: problem.message, ...(tags && { tags }) },
      ...(options.length > 0 ? [{ type: 'quick-replies' as const, options }] : []),
    ],
  };
}

export function help(locale: string): Reply {
  return {
    text: textsFor(locale).help,
    blocks: [{ type: 'help', examples: examples(locale) }],
  };
}

/** Where all tasks can be fetched as a file. @param wanted format that was asked for; all are offered otherwise */
export function exportOffer(wanted: string, locale: string): Reply {
  const asked = exportFormats.filter((format) => format === wanted.trim().toLowerCase());
  const formats = asked.length > 0 ? asked : exportFormats;
  const links = formats.map((format) => ({ format, href: `/api/v1/export?format=${format}` }));
  return { text: textsFor(locale).exported, blocks: [{ type: 'export', links }] };
}

export function smalltalk(locale: string): Reply {
  return {
    text: textsFor(locale).smalltalk,
    blocks: [{ type: 'help', examples: examples(locale).slice(0, 4) }],
  };
}

/** What was done to tasks, with their cards and a way back. */
export function acted(
  text: string,
  tasks: readonly Task[],
  actions: readonly (UndoableAction | undefined)[],
): Reply {
  const cards: Block[] = tasks.map(({ id }) => ({ type: 'task', taskId: id }));
  const undo = actions.flatMap((action): Block[] =>
    action ? [{ type: 'undo', actionId: action.id, expiresAt: action.expiresAt.toISOString() }] : [],
  );
  return { text, blocks: [...cards, ...undo] };
}

function examples(locale: string): { text: string; description: string }[] {
  return helpExamples(locale).map(({ text, about }) => ({ text, description: about }));
}
