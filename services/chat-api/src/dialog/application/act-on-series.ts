import { Injectable } from '@nestjs/common';
import { exhaustive } from '@parley/kernel';
import { occurrencesLeft } from '@parley/recurrence';
import type { UndoableAction } from '../../actions/application/action-log.js';
import type { Reply } from '../../conversations/domain/message.js';
import { ChangeOccurrences } from '../../series/application/change-occurrences.js';
import { EndSeries } from '../../series/application/end-series.js';
import { PauseSeries } from '../../series/application/pause-series.js';
import { NotRecurringError } from '../../series/domain/errors.js';
import { ruleOf, type Series } from '../../series/domain/series.js';
import { ChangeTask } from '../../tasks/application/change-task.js';
import { instantOf } from '../../tasks/domain/due.js';
import type { Task } from '../../tasks/domain/task.js';
import type { SeriesIntent } from '../domain/series-phrases.js';
import type { DialogTurn } from './dialog-turn.js';
import { acted } from './replies.js';
import { ResolveRefs, UnclearRefError } from './resolve-refs.js';
import { RestingSeries } from './resting-series.js';

/** Does what a message asks of the series of a task. */
@Injectable()
export class ActOnSeries {
  constructor(
    private readonly refs: ResolveRefs,
    private readonly resting: RestingSeries,
    private readonly change: ChangeTask,
    private readonly occurrences: ChangeOccurrences,
    private readonly endSeries: EndSeries,
    private readonly pauseSeries: PauseSeries,
  ) {}

  /** @returns null when the words name nothing, so that they may be read otherwise. @throws UnclearRefError */
  async execute(turn: DialogTurn, intent: SeriesIntent): Promise<Reply | null> {
    if (intent.kind === 'resume') return this.resume(turn, intent);
    let task: Task | undefined;
    try {
      [task] = await this.refs.execute(turn, intent.refs, 'open');
    } catch (error) {
      if (!(error instanceof UnclearRefError)) throw error;
      if (error.candidates.length === 0) return null;
      return whichOne(intent, error.candidates);
    }
    if (!task) return null;
    if (!task.series) throw new NotRecurringError(task.title);
    return this.apply(turn, intent, task, task.series);
  }

  private async apply(turn: DialogTurn, { kind }: SeriesIntent, task: Task, series: Series): Promise<Reply> {
    const { scope } = turn;
    switch (kind) {
      case 'skip':
      case 'delete-this': {
        const skipped = await this.change.skipOccurrence(scope, task.id);
        const verb = kind === 'skip' ? 'Skipped' : 'Deleted';
        const text = [`${verb}: "${task.title}".`, left(skipped.task, turn.now)].join(' ').trim();
        return said(text, skipped.next, skipped.action);
      }
      case 'delete-future':
      case 'delete-all': {
        const reach = kind === 'delete-all' ? 'all' : 'future';
        const { action } = await this.occurrences.delete(scope, task.id, reach);
        return said(`Deleted: "${task.title}", and it no longer repeats.`, [], action);
      }
      case 'stop-repeat': {
        const { action } = await this.endSeries.stop(scope, series.id);
        return said(`"${task.title}" no longer repeats.`, [task], action);
      }
      case 'pause': {
        const { action } = await this.pauseSeries.pause(scope, series.id);
        return said(`Paused: "${task.title}". Say "resume ${task.title}" to go on.`, [], action);
      }
      case 'resume':
        throw new Error('A series that rests has no task to be found by.');
      default:
        return exhaustive(kind);
    }
  }

  /** A series that rests has no open task, so it is found by its own title, or as the one paused last. */
  private async resume(turn: DialogTurn, { refs }: SeriesIntent): Promise<Reply | null> {
    const series = await this.resting.find(turn, refs);
    if (!series) return null;
    const { tasks, action } = await this.pauseSeries.resume(turn.scope, series.id);
    return said(`"${series.template.title}" goes on.`, tasks, action);
  }
}

function said(text: string, tasks: readonly Task[], action: UndoableAction | undefined): Reply {
  return acted(text, tasks, [action]);
}

/** "2 left." of a rule that ends. */
function left({ series, due }: Task, now: Date): string {
  if (!series) return '';
  const after = due && instantOf(due) > now ? instantOf(due) : now;
  const count = series.endedAt ? 0 : occurrencesLeft(ruleOf(series), after);
  if (count === null) return '';
  return count === 0 ? 'That was the last one.' : `${count} left.`;
}

function whichOne({ kind }: SeriesIntent, candidates: readonly Task[]): Reply {
  const verb = kind === 'stop-repeat' ? 'stop repeating' : kind;
  const options = candidates.map(({ number, title }) => ({
    label: `#${number} ${title}`,
    text: `${verb} #${number}`,
  }));
  return { text: 'Which one?', blocks: [{ type: 'quick-replies', options }] };
}
