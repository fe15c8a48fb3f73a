import type { Series } from '../../series/domain/series.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import type { CalendarFeed } from '../domain/feed.js';

/** What tells whether anything changed since somebody looked. */
export interface Freshness {
  /** Another text after every change. */
  readonly mark: string;
  readonly changedAt: Date;
}

/** Calendar feeds, and what is in them. */
export abstract class CalendarFeeds {
  abstract find(owner: Owner): Promise<CalendarFeed | null>;
  /** Locks it until the transaction ends. */
  abstract findForUpdate(owner: Owner): Promise<CalendarFeed | null>;
  abstract findByDigest(digest: string): Promise<CalendarFeed | null>;
  /** @throws FeedExistsError */
  abstract insert(feed: CalendarFeed): Promise<void>;
  abstract update(feed: CalendarFeed): Promise<void>;
  abstract remove(feed: CalendarFeed): Promise<void>;

  abstract freshness(owner: Owner): Promise<Freshness>;
  /** Open tasks that are due at some time, the first due first. */
  abstract dueTasks(owner: Owner, limit: number): Promise<Task[]>;
  /** Series that go on by their rule. */
  abstract ruledSeries(owner: Owner, limit: number): Promise<Series[]>;
}
