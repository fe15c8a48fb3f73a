import type { Series } from '../../series/domain/series.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';

/** All that a person has, page by page, in the order in which it was made. Nothing is held between two pages. */
export abstract class ExportSource {
  /** Tasks that are not deleted, done ones too. */
  abstract tasks(owner: Owner): AsyncIterable<readonly Task[]>;
  /** Also those that have ended. */
  abstract series(owner: Owner): AsyncIterable<readonly Series[]>;
  /** Zones in which anything is due or repeats. */
  abstract zones(owner: Owner): Promise<readonly string[]>;
}
