import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { occurrences } from '@parley/recurrence';
import { createHash } from 'node:crypto';
import { seriesTodo, taskTodo } from '../../export/domain/todo.js';
import { calendarText } from '../../ics/calendar.js';
import { ruleOf, type Series } from '../../series/domain/series.js';
import type { Due } from '../../tasks/domain/due.js';
import type { Task } from '../../tasks/domain/task.js';
import { occurrenceEvent, taskEvent } from '../domain/event.js';
import { digestOf, FeedNotFoundError, type CalendarFeed } from '../domain/feed.js';
import { CalendarFeeds } from './calendar-feeds.js';

const MOST_TASKS = 3_000;
const MOST_SERIES = 300;
/** Occurrences to come that are shown of a series, at most a year ahead. */
const MOST_AHEAD = 30;
const AHEAD_MS = 365 * 86_400_000;

/** A calendar, or that it is the one that the reader has. */
export interface ShownFeed {
  /** Entity tag (RFC 9110, section 8.8.3). */
  readonly etag: string;
  readonly changedAt: Date;
  /** Writes it out. */
  readonly text: () => Promise<string>;
}

/**
 * What is in a calendar feed. Occurrences to come are written out one by one: readers expand some rules wrongly, and a
 * task that is done early would stay.
 */
@Injectable()
export class ShowFeed {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly clock: Clock,
  ) {}

  /** @throws FeedNotFoundError */
  async execute(secret: string): Promise<ShownFeed> {
    const feed = await this.feeds.findByDigest(digestOf(secret));
    if (!feed) throw new FeedNotFoundError();
    const now = this.clock.now();
    const { mark, changedAt } = await this.feeds.freshness(feed);
    // Each day other occurrences come into view.
    const seen = [feed.id, feed.shows, mark, now.toISOString().slice(0, 10)].join(' ');
    const etag = `W/"${createHash('sha256').update(seen).digest('base64url').slice(0, 22)}"`;
    return { etag, changedAt, text: () => this.write(feed, now) };
  }

  private async write(feed: CalendarFeed, now: Date): Promise<string> {
    const tasks = (await this.feeds.dueTasks(feed, MOST_TASKS)).filter(isDue);
    const series = await this.feeds.ruledSeries(feed, MOST_SERIES);
    const zones = new Set([...tasks.map(({ due }) => due.zone), ...series.map(({ zone }) => zone)]);
    const parts =
      feed.shows === 'todos'
        ? [...series.map(seriesTodo), ...tasks.map(taskTodo)]
        : [...tasks.map(taskEvent), ...series.flatMap((one) => ahead(one, tasks, now))];
    const head = { name: 'Parley', zones: [...zones].sort(), now, refresh: 'PT1H' };
    let text = '';
    for await (const part of calendarText(head, parts)) text += part;
    return text;
  }
}

function isDue(task: Task): task is Task & { readonly due: Due } {
  return task.due !== null;
}

/** Occurrences to come that are no tasks yet. */
function ahead(series: Series, tasks: readonly Task[], now: Date): string[] {
  const open = new Set(
    tasks.flatMap((task) => (task.series?.id === series.id ? (task.occurrenceKey ?? []) : [])),
  );
  const skipped = new Set(series.skipped);
  return occurrences(ruleOf(series), { from: now, limit: MOST_AHEAD })
    .filter(({ key, due }) => due.getTime() < now.getTime() + AHEAD_MS && !open.has(key) && !skipped.has(key))
    .map(({ key }) => occurrenceEvent(series, key));
}
