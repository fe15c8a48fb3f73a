import { IcsComponent } from './component.js';
import { timeZoneText } from './time-zone.js';

const END = 'END:VCALENDAR\r\n';

/** What a calendar says about itself (RFC 5545, section 3.7; RFC 7986, section 5). */
export interface CalendarHead {
  readonly name: string;
  readonly zones: readonly string[];
  readonly now: Date;
  /** How often readers are asked to come back, as a duration. */
  readonly refresh?: string;
}

/** A calendar around the components that `parts` yields. */
export async function* calendarText(
  { name, zones, now, refresh }: CalendarHead,
  parts: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string> {
  const head = new IcsComponent('vcalendar')
    .text('version', '2.0')
    .text('prodid', '-//Parley//Parley//EN')
    .text('calscale', 'GREGORIAN')
    .text('name', name)
    .text('x-wr-calname', name);
  if (refresh !== undefined) head.duration('refresh-interval', refresh);
  yield head.toString().slice(0, -END.length);
  for (const zone of zones) if (zone !== 'UTC') yield timeZoneText(zone, now);
  yield* parts;
  yield END;
}
