import ICAL from 'ical.js';
import { civilToInstant } from '@parley/recurrence';
import { IcsComponent } from './component.js';
import { timeZoneText } from './time-zone.js';

const unfold = (text: string) => text.replaceAll(/\r\n[ \t]/g, '');

describe(IcsComponent.name, () => {
  const text = 'Grüße, 🌳; a\\b\n'.repeat(40);
  const rule = `FREQ=MONTHLY;BYSETPOS=-1;BYMONTHDAY=${Array.from({ length: 31 }, (_, i) => i + 1).join(',')};INTERVAL=2`;
  const written = new IcsComponent('vtodo').text('summary', text).rule(rule).toString();

  it('ends lines with CRLF and folds them by octets, never within a character', () => {
    const lines = written.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
    }
    expect(new ICAL.Component(ICAL.parse(written) as unknown[]).getFirstPropertyValue('summary')).toBe(text);
  });

  it('leaves a rule as it was given', () => {
    expect(unfold(written)).toContain(`\r\nRRULE:${rule}\r\n`);
  });
});

describe(timeZoneText, () => {
  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kolkata'])(
    'tells readers the offsets of %s that this process knows',
    (name) => {
      const component = new ICAL.Component(
        ICAL.parse(timeZoneText(name, new Date('2026-11-21T00:00:00Z'))) as unknown[],
      );
      const zone = new ICAL.Timezone({ component, tzid: name });
      for (let day = 0; day < 365 * 3; day += 5) {
        const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
        const time = ICAL.Time.fromDateTimeString(`${date}T12:00:00`);
        time.zone = zone;
        expect(time.toJSDate()).toEqual(civilToInstant(`${date}T12:00`, name));
      }
    },
  );
});
