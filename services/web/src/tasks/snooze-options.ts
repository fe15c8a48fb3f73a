import type { SnoozeInput } from '../api/chat-api.js';
import { addDays, civil } from '../time/civil.js';
import { clockTime, type Reader } from '../time/wording.js';

export interface SnoozeOption {
  readonly label: string;
  /** When that is, e.g. "14:20". */
  readonly aside: string;
  readonly input: SnoozeInput;
}

const EVENING = '19:00';
const MORNING = '09:00';
/** "This evening" is worth offering while it is further away than an hour. */
const LATEST_FOR_EVENING = '18:00';

/** The ways to be told later, from now. */
export function snoozeOptions(now: Date, reader: Reader): readonly SnoozeOption[] {
  const { day, time } = civil(now, reader.zone);
  const at = (minutes: number): string => clockTime(new Date(now.getTime() + minutes * 60_000), reader);
  const options: SnoozeOption[] = [
    { label: '20 minutes', aside: at(20), input: { minutes: 20 } },
    { label: '1 hour', aside: at(60), input: { minutes: 60 } },
  ];
  if (time < LATEST_FOR_EVENING) {
    options.push({
      label: 'This evening',
      aside: wall(EVENING, reader),
      input: { until: `${day}T${EVENING}` },
    });
  }
  const tomorrow = addDays(day, 1);
  options.push({
    label: 'Tomorrow morning',
    aside: wall(MORNING, reader),
    input: { until: `${tomorrow}T${MORNING}` },
  });
  return options;
}

/** A wall-clock time in the person's format; the day does not matter for that. */
function wall(time: string, reader: Reader): string {
  return clockTime(new Date(`2000-01-01T${time}Z`), { ...reader, zone: 'UTC' });
}
