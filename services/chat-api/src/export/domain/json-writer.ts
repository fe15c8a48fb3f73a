import type { Series } from '../../series/domain/series.js';
import type { Task } from '../../tasks/domain/task.js';
import { PORTABLE_FORMAT, PORTABLE_VERSION, portableSeries, portableTask } from './portable.js';

/** What an export is written from. */
export interface Holdings {
  readonly tasks: AsyncIterable<readonly Task[]>;
  readonly series: AsyncIterable<readonly Series[]>;
}

/**
 * One JSON document, a task or series per line. Series come last: one that begins while the tasks are read is there
 * for each of them.
 */
export async function* jsonText(
  { tasks, series }: Holdings,
  exportedAt: Date,
  zone: string,
): AsyncGenerator<string> {
  const head = { format: PORTABLE_FORMAT, version: PORTABLE_VERSION, exportedAt, zone };
  yield `${JSON.stringify(head).slice(0, -1)},\n"tasks":[`;
  yield* lines(tasks, portableTask);
  yield '\n],\n"series":[';
  yield* lines(series, portableSeries);
  yield '\n]}\n';
}

async function* lines<T>(
  pages: AsyncIterable<readonly T[]>,
  form: (one: T) => object,
): AsyncGenerator<string> {
  let separator = '\n';
  for await (const page of pages) {
    yield page
      .map((one) => {
        const line = `${separator}${JSON.stringify(form(one))}`;
        separator = ',\n';
        return line;
      })
      .join('');
  }
}
