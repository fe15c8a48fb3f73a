import { Injectable } from '@nestjs/common';
import { exhaustive } from '@parley/kernel';
import { say } from '@parley/language';
import { occurrencesLeft } from '@parley/recurrence';
import type { Reply } from '../../conversations/domain/message.js';
import { EndSeries } from '../../series/application/end-series.js';
import { PauseSeries } from '../../series/application/pause-series.js';
import { NotRecurringError } from '../../series/domain/errors.js';
import { ruleOf, type Series } from '../../series/domain/series.js';
import { ChangeTask } from '../../tasks/application/change-task.js';
import { instantOf } from '../../tasks/domain/due.js';
import type { Task } from '../../tasks/domain/task.js';
import { named } from '../texts/counted.js';
import { textsFor, type Texts } from '../texts/texts.js';
import { CreateFromText } from './create-from-text.js';
import type { DialogTurn, IntentOf } from './dialog-turn.js';
import { acted } from './replies.js';
import { ResolveRefs, UnclearRefError } from './resolve-refs.js';
import { RestingSeries } from './resting-series.js';

type SeriesIntent = IntentOf<'skip' | 'stop-repeat' | 'pause' | 'resume'>;

const VERBS: Readonly<Record<SeriesIntent['kind'], string>> = {
  skip: 'skip',
  'stop-repeat': 'stop repeating',
  pause: 'pause',
  resume: 'resume',
};

/** Does what a message asks of the series of a task. */
@Injectable()
export class ActOnSeries {
  constructor(
    private readonly refs: ResolveRefs,
    private readonly resting: RestingSeries,
    private readonly change: ChangeTask,
    private readonly create: CreateFromText,
    private readonly endSeries: EndSeries,
    private readonly pauseSeries: PauseSeries,
  ) {}

  /** @throws UnclearRefError, NotRecurringError, SeriesEndedError */
  async execute(turn: DialogTurn, intent: SeriesIntent): Promise<Reply> {
    try {
      if (intent.kind === 'resume') return await this.resume(turn, intent);
      const [task] = await this.refs.execute(turn, intent.refs, 'open');
      if (!task?.series) throw new NotRecurringError(task?.title ?? '');
      return await this.apply(turn, intent, task, task.series);
    } catch (error) {
      if (!(error instanceof UnclearRefError)) throw error;
      if (error.candidates.length > 0) return whichOne(turn, intent, error.candidates);
      if (intent.otherwise) return this.create.execute(turn, intent.otherwise);
      throw error;
    }
  }

  private async apply(turn: DialogTurn, { kind }: SeriesIntent, task: Task, series: Series): Promise<Reply> {
    const { scope } = turn;
    const texts = textsFor(scope.locale);
    const what = named(texts, [task]);
    switch (kind) {
      case 'skip': {
        const skipped = await this.change.skipOccurrence(scope, task.id);
        const text = [say(texts.skipped, { what }), left(texts, skipped.task, turn.now)].join(' ').trim();
        return acted(text, skipped.next, [skipped.action]);
      }
      case 'stop-repeat': {
        const { action } = await this.endSeries.stop(scope, series.id);
        return acted(say(texts.stopped, { what }), [task], [action]);
      }
      case 'pause': {
        const { action } = await this.pauseSeries.pause(scope, series.id);
        return acted(say(texts.paused, { what, title: task.title }), [], [action]);
      }
      case 'resume':
        throw new Error('A series that rests has no task to be found by.');
      default:
        return exhaustive(kind);
    }
  }

  /** A series that rests has no open task, so it is found by its own title, or as the one paused last. */
  private async resume(turn: DialogTurn, { refs }: SeriesIntent): Promise<Reply> {
    const series = await this.resting.find(turn, refs);
    const texts = textsFor(turn.scope.locale);
    if (!series) throw new UnclearRefError(texts.nonePaused);
    const { tasks, action } = await this.pauseSeries.resume(turn.scope, series.id);
    return acted(say(texts.goesOn, { what: named(texts, [series.template]) }), tasks, [action]);
  }
}

/** "2 left." of a rule that ends. */
function left(texts: Texts, { series, due }: Task, now: Date): string {
  if (!series) return '';
  const after = due && instantOf(due) > now ? instantOf(due) : now;
  const count = series.endedAt ? 0 : occurrencesLeft(ruleOf(series), after);
  if (count === null) return '';
  return count === 0 ? texts.lastOne : say(texts.left, { count });
}

function whichOne({ scope }: DialogTurn, { kind }: SeriesIntent, candidates: readonly Task[]): Reply {
  const options = candidates.map(({ number, title }) => ({
    label: `#${number} ${title}`,
    text: `${VERBS[kind]} #${number}`,
  }));
  return { text: textsFor(scope.locale).whichOne, blocks: [{ type: 'quick-replies', options }] };
}
