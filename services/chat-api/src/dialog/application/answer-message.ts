import { Injectable } from '@nestjs/common';
import { Clock, exhaustive, isDomainError } from '@parley/kernel';
import { parse, type Intent, type Problem, type Rejected } from '@parley/language';
import type { Reply } from '../../conversations/domain/message.js';
import { SavedFilters } from '../../filters/application/saved-filters.js';
import type { Scope } from '../../scope.js';
import { readReach } from '../domain/reach.js';
import { refusalText } from '../texts/refusals.js';
import { ActOnSeries } from './act-on-series.js';
import { ActOnTasks } from './act-on-tasks.js';
import { CreateFromText } from './create-from-text.js';
import type { DialogTurn } from './dialog-turn.js';
import { DialogMemory } from './dialog-memory.js';
import { ListTasks } from './list-tasks.js';
import { help, problemReply, smalltalk } from './replies.js';
import { RunCommand } from './run-command.js';
import { UndoLast } from './undo-last.js';

/** Understands a message, does what it asks for, and says what was done. Runs in the transaction of the message. */
@Injectable()
export class AnswerMessage {
  constructor(
    private readonly memory: DialogMemory,
    private readonly create: CreateFromText,
    private readonly act: ActOnTasks,
    private readonly series: ActOnSeries,
    private readonly list: ListTasks,
    private readonly undo: UndoLast,
    private readonly command: RunCommand,
    private readonly filters: SavedFilters,
    private readonly clock: Clock,
  ) {}

  /** @param rejected parts of the text that stay words of a title */
  async execute(
    scope: Scope,
    conversationId: string,
    text: string,
    rejected: readonly Rejected[] = [],
  ): Promise<Reply[]> {
    const now = this.clock.now();
    const { text: said, reach } = readReach(text);
    const turn: DialogTurn = { scope, conversationId, text: said, now, ...(reach && { reach }) };
    const shown = await this.memory.lastList(turn);
    const { zone, locale } = scope;
    const savedFilters = await this.filters.list(scope);
    const context = { now, zone, locale, savedFilters, ...(shown && { lastShown: { count: shown.length } }) };
    const { intent } = parse(said, context, { rejected });
    try {
      const [problem] = problemsOf(intent);
      return [problem ? problemReply(problem, intent) : await this.answer(turn, intent)];
    } catch (error) {
      // A refusal is an answer; the message itself stands.
      if (!isDomainError(error) || error.kind === 'unavailable') throw error;
      const detail = refusalText(error, locale);
      return [{ text: detail, blocks: [{ type: 'problem', code: error.code, detail }] }];
    }
  }

  private answer(turn: DialogTurn, intent: Intent): Promise<Reply> | Reply {
    switch (intent.kind) {
      case 'create':
        return this.create.execute(turn, intent);
      case 'complete':
      case 'reopen':
      case 'delete':
      case 'reschedule':
      case 'snooze':
      case 'remind':
      case 'update':
        return this.act.execute(turn, intent);
      case 'skip':
      case 'stop-repeat':
      case 'pause':
      case 'resume':
        return this.series.execute(turn, intent);
      case 'list':
      case 'search':
        return this.list.execute(turn, intent);
      case 'undo':
        return this.undo.execute(turn);
      case 'command':
        return this.command.execute(turn, intent);
      case 'help':
        return help(turn.scope.locale);
      case 'unknown':
        return smalltalk(turn.scope.locale);
      default:
        return exhaustive(intent);
    }
  }
}

function problemsOf(intent: Intent): readonly Problem[] {
  return 'problems' in intent ? intent.problems : [];
}
