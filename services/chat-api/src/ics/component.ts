import ICAL from 'ical.js';

// Octets of a folded line without its leading space: RFC 5545, section 3.1 allows 75 with it.
ICAL.foldLength = 74;

/** Parameters of a property, by name in lower case. */
type Parameters = Readonly<Record<string, string>>;

/** Builds one component of an iCalendar stream (RFC 5545, section 3.6). */
export class IcsComponent {
  private readonly component: ICAL.Component;
  private readonly raw: string[] = [];

  constructor(private readonly name: string) {
    this.component = new ICAL.Component(name);
  }

  text(name: string, value: string): this {
    return this.add(name, {}, 'text', [value]);
  }

  texts(name: string, values: readonly string[]): this {
    return values.length === 0 ? this : this.add(name, {}, 'text', values);
  }

  number(name: string, value: number): this {
    return this.add(name, {}, 'integer', [value]);
  }

  duration(name: string, value: string, parameters: Parameters = {}): this {
    return this.add(name, parameters, 'duration', [value]);
  }

  offset(name: string, seconds: number): this {
    const sign = seconds < 0 ? '-' : '+';
    const [hours, minutes, rest] = [3600, 60, 1].map((unit, i) =>
      String(Math.floor(Math.abs(seconds) / unit) % (i === 0 ? 24 : 60)).padStart(2, '0'),
    );
    const shown = `${sign}${hours}:${minutes}`;
    return this.add(name, {}, 'utc-offset', [rest === '00' ? shown : `${shown}:${rest}`]);
  }

  instant(name: string, value: Date): this {
    return this.add(name, {}, 'date-time', [`${value.toISOString().slice(0, 19)}Z`]);
  }

  /** Civil dates or times of one kind, in `zone`; without one, in no zone. */
  civil(name: string, values: readonly string[], zone?: string): this {
    const [first] = values;
    if (first === undefined) return this;
    if (first.length === 10) return this.add(name, {}, 'date', values);
    const times = values.map((value) => `${value.slice(0, 16)}:${value.slice(17, 19) || '00'}`);
    if (zone === 'UTC')
      return this.add(
        name,
        {},
        'date-time',
        times.map((time) => `${time}Z`),
      );
    return this.add(name, zone === undefined ? {} : { tzid: zone }, 'date-time', times);
  }

  /** A rule as it was given: the library would order its parts anew. */
  rule(rrule: string): this {
    this.raw.push(`RRULE:${rrule}`);
    return this;
  }

  nest(inner: IcsComponent): this {
    this.component.addSubcomponent(inner.component);
    return this;
  }

  /** With CRLF at the end; lines are folded by octets (section 3.1). */
  toString(): string {
    const begin = `BEGIN:${this.name.toUpperCase()}\r\n`;
    const raw = this.raw.map((line) => `${ICAL.helpers.foldline(line)}\r\n`).join('');
    return `${begin}${raw}${this.component.toString().slice(begin.length)}\r\n`;
  }

  private add(
    name: string,
    parameters: Parameters,
    type: string,
    values: readonly (string | number)[],
  ): this {
    this.component.addProperty(new ICAL.Property([name, parameters, type, ...values]));
    return this;
  }
}
