import { Injectable } from '@nestjs/common';
import { isUniqueViolation } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';
import type { CalendarFeed as FeedRow } from '../../generated/prisma/client.js';
import type { Series } from '../../series/domain/series.js';
import { toSeries, toTask } from '../../tasks/adapters/task-row.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import { CalendarFeeds, type Freshness } from '../application/calendar-feeds.js';
import { FeedExistsError, type CalendarFeed, type FeedKind } from '../domain/feed.js';

@Injectable()
export class PrismaCalendarFeeds extends CalendarFeeds {
  constructor(private readonly transactions: ChatTransactions) {
    super();
  }

  override async find({ userId, workspaceId }: Owner): Promise<CalendarFeed | null> {
    return toFeed(await this.transactions.current.calendarFeed.findFirst({ where: { userId, workspaceId } }));
  }

  override async findForUpdate(owner: Owner): Promise<CalendarFeed | null> {
    await this.transactions.client.$executeRaw`
      SELECT 1 FROM calendar_feeds WHERE user_id = ${owner.userId} AND workspace_id = ${owner.workspaceId} FOR UPDATE`;
    return this.find(owner);
  }

  override async findByDigest(digest: string): Promise<CalendarFeed | null> {
    return toFeed(await this.transactions.root.calendarFeed.findUnique({ where: { digest } }));
  }

  override async insert(feed: CalendarFeed): Promise<void> {
    try {
      await this.transactions.client.calendarFeed.create({ data: feed, select: { id: true } });
    } catch (error) {
      throw isUniqueViolation(error) ? new FeedExistsError() : error;
    }
  }

  override async update(feed: CalendarFeed): Promise<void> {
    const { id, userId } = feed;
    await this.transactions.client.calendarFeed.updateMany({ where: { id, userId }, data: feed });
  }

  override async remove({ id, userId }: CalendarFeed): Promise<void> {
    await this.transactions.client.calendarFeed.deleteMany({ where: { id, userId } });
  }

  override async freshness({ userId, workspaceId }: Owner): Promise<Freshness> {
    const [row] = await this.transactions.root.$queryRaw<{ mark: string; changed: Date }[]>`
      SELECT concat_ws('.', count(*), sum(version), count(*) FILTER (WHERE is_task)) AS mark,
        coalesce(max(updated_at), to_timestamp(0)) AS changed
      FROM (
        SELECT version, updated_at, true AS is_task FROM tasks
        WHERE user_id = ${userId} AND workspace_id = ${workspaceId}
        UNION ALL
        SELECT version, updated_at, false FROM series WHERE user_id = ${userId} AND workspace_id = ${workspaceId}
      ) AS held`;
    return { mark: row?.mark ?? '', changedAt: row?.changed ?? new Date(0) };
  }

  override async dueTasks({ userId, workspaceId }: Owner, limit: number): Promise<Task[]> {
    const rows = await this.transactions.root.task.findMany({
      where: { userId, workspaceId, status: 'open', deletedAt: null, dueAt: { not: null } },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      take: limit,
      include: { series: true },
    });
    return rows.map(toTask);
  }

  override async ruledSeries({ userId, workspaceId }: Owner, limit: number): Promise<Series[]> {
    const rows = await this.transactions.root.series.findMany({
      where: { userId, workspaceId, mode: 'fixed', endedAt: null, pausedAt: null },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map(toSeries);
  }
}

function toFeed(row: FeedRow | null): CalendarFeed | null {
  return row && { ...row, shows: row.shows as FeedKind };
}
