import { Body, Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { CurrentPrincipal, SERVICE_CONFIG, type Principal, type ServiceConfig } from '@parley/service-kit';
import { IsIn } from 'class-validator';
import { CalendarFeeds } from '../application/calendar-feeds.js';
import { KeepFeed, type AddressedFeed } from '../application/keep-feed.js';
import { feedKinds, feedView, type FeedKind, type FeedView } from '../domain/feed.js';

class CreateFeedBody {
  /** Events are what calendars show; to-dos (VTODO) are for task apps. */
  @IsIn(feedKinds)
  shows: FeedKind = 'events';
}

@Controller('api/v1/calendar-feed')
export class CalendarFeedController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly keep: KeepFeed,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
  ) {}

  /** The caller's calendar feed, without its address; null when there is none. */
  @Get()
  async read(@CurrentPrincipal() principal: Principal): Promise<{ feed: FeedView | null }> {
    const feed = await this.feeds.find(principal);
    return { feed: feed && feedView(feed) };
  }

  /** Makes a calendar feed. Its address is in this answer only; whoever has it can read the tasks that are due. */
  @Post()
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body() { shows }: CreateFeedBody,
  ): Promise<{ feed: FeedView; url: string }> {
    return this.addressed(await this.keep.create(principal, shows));
  }

  /** Gives the feed a new address, in this answer only; the old one ends at once. */
  @Post('rotate')
  @HttpCode(200)
  async rotate(@CurrentPrincipal() principal: Principal): Promise<{ feed: FeedView; url: string }> {
    return this.addressed(await this.keep.rotate(principal));
  }

  /** Ends the feed; its address answers 404 from now on. */
  @Delete()
  async revoke(@CurrentPrincipal() principal: Principal): Promise<{ feed: FeedView }> {
    return { feed: feedView(await this.keep.revoke(principal)) };
  }

  private addressed({ feed, secret }: AddressedFeed): { feed: FeedView; url: string } {
    return { feed: feedView(feed), url: new URL(`/feeds/${secret}.ics`, this.config.PUBLIC_URL).href };
  }
}
