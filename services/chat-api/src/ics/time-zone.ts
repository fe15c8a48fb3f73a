import { zoneHistory, type ZoneTransition } from '@parley/recurrence';
import { IcsComponent } from './component.js';

/** Years around now whose clock changes are told. */
const YEARS = 10;

/**
 * A zone as RFC 5545, section 3.6.5 wants it beside every `TZID`: each clock change by itself, as this process knows
 * it. Neither rules nor RDATEs: the library of many readers (ical.js) takes the first date of an RDATE only.
 */
export function timeZoneText(zone: string, now: Date): string {
  const [from, until] = [-YEARS, YEARS].map(
    (years) => new Date(Date.UTC(now.getUTCFullYear() + years, 0, 1)),
  );
  const { initial, transitions } = zoneHistory(zone, from ?? now, until ?? now);
  const component = new IcsComponent('vtimezone').text('tzid', zone);
  const before = { local: '1970-01-01T00:00:00', before: initial, after: initial };
  for (const transition of [before, ...transitions]) component.nest(observance(transition));
  return component.toString();
}

function observance({ local, before, after }: ZoneTransition): IcsComponent {
  return new IcsComponent(after > before ? 'daylight' : 'standard')
    .civil('dtstart', [local])
    .offset('tzoffsetfrom', before)
    .offset('tzoffsetto', after);
}
