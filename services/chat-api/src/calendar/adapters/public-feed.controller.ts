import { Controller, Get, Header, Headers, Ip, Param, Res } from '@nestjs/common';
import { Public, RateLimitGuard, type HeaderSink } from '@parley/service-kit';
import { ShowFeed, type ShownFeed } from '../application/show-feed.js';
import { secretIn } from '../domain/feed.js';

interface Response extends HeaderSink {
  status(code: number): Response;
}

/** Requests of one address per ten seconds: calendars ask a few times an hour. */
const LIMIT = 60;

/** Calendars for programs that cannot sign in. The address is the secret; it is logged nowhere. */
@Controller('feeds')
@Public()
export class PublicFeedController {
  constructor(
    private readonly show: ShowFeed,
    private readonly rateLimit: RateLimitGuard,
  ) {}

  /** The tasks of a person that are due, as a calendar. Answers 304 while nothing changed. */
  @Get(':file')
  @Header('content-type', 'text/calendar; charset=utf-8')
  async read(
    @Param('file') file: string,
    @Ip() ip: string,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-none-match') known?: string,
    @Headers('if-modified-since') since?: string,
  ): Promise<string> {
    this.rateLimit.admit(`feed-${ip}`, response, LIMIT);
    const shown = await this.show.execute(secretIn(file));
    response.setHeader('etag', shown.etag);
    response.setHeader('last-modified', shown.changedAt.toUTCString());
    response.setHeader('cache-control', 'private, no-cache');
    if (isKnown(shown, known, since)) {
      response.status(304);
      return '';
    }
    return shown.text();
  }
}

/** RFC 9110, section 13.2.2: a date counts only where no tag is told. */
function isKnown(
  { etag, changedAt }: ShownFeed,
  tags: string | undefined,
  since: string | undefined,
): boolean {
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*');
  const seconds = Math.floor(changedAt.getTime() / 1000);
  return since !== undefined && Math.floor(Date.parse(since) / 1000) >= seconds;
}
