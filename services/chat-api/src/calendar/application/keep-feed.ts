import { Injectable } from '@nestjs/common';
import {
  calendarFeedCreatedV1,
  calendarFeedRevokedV1,
  calendarFeedRotatedV1,
  type CalendarFeedEventV1,
  type EventDefinition,
} from '@parley/contracts';
import { Clock, newId } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import {
  digestOf,
  FeedExistsError,
  FeedNotFoundError,
  newSecret,
  type CalendarFeed,
  type FeedKind,
} from '../domain/feed.js';
import { CalendarFeeds } from './calendar-feeds.js';

/** A feed with the secret of its address, which is known at this moment only. */
export interface AddressedFeed {
  readonly feed: CalendarFeed;
  readonly secret: string;
}

/** Makes, readdresses and ends the calendar feed of a person. */
@Injectable()
export class KeepFeed {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly feeds: CalendarFeeds,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FeedExistsError */
  create({ userId, workspaceId }: Owner, shows: FeedKind): Promise<AddressedFeed> {
    return this.transactions.run(async () => {
      if (await this.feeds.findForUpdate({ userId, workspaceId })) throw new FeedExistsError();
      const now = this.clock.now();
      const secret = newSecret();
      const times = { createdAt: now, rotatedAt: now };
      const feed = { id: newId(), userId, workspaceId, shows, digest: digestOf(secret), ...times };
      await this.feeds.insert(feed);
      this.tell(calendarFeedCreatedV1, feed);
      return { feed, secret };
    });
  }

  /** Gives it another address; the old one ends at once. @throws FeedNotFoundError */
  rotate(owner: Owner): Promise<AddressedFeed> {
    return this.change(owner, async (known) => {
      const secret = newSecret();
      const feed = { ...known, digest: digestOf(secret), rotatedAt: this.clock.now() };
      await this.feeds.update(feed);
      this.tell(calendarFeedRotatedV1, feed);
      return { feed, secret };
    });
  }

  /** @returns the feed as it was @throws FeedNotFoundError */
  revoke(owner: Owner): Promise<CalendarFeed> {
    return this.change(owner, async (feed) => {
      await this.feeds.remove(feed);
      this.tell(calendarFeedRevokedV1, feed);
      return feed;
    });
  }

  private change<T>(owner: Owner, work: (feed: CalendarFeed) => Promise<T>): Promise<T> {
    return this.transactions.run(async () => {
      const feed = await this.feeds.findForUpdate(owner);
      if (!feed) throw new FeedNotFoundError();
      return work(feed);
    });
  }

  private tell(definition: EventDefinition<CalendarFeedEventV1>, feed: CalendarFeed): void {
    const { id, workspaceId, userId, shows } = feed;
    this.outbox.add(definition, { feedId: id, workspaceId, userId, shows });
  }
}
