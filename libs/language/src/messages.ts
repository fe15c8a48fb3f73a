/** What the parser says to the user; `{name}` is filled in. */
export interface Messages {
  readonly titleMissing: string;
  readonly titleTooLong: string;
  readonly tagInvalid: string;
  readonly tagLimit: string;
  readonly removeTag: string;
  readonly noReminderTime: string;
  readonly reminderNeedsTime: string;
  readonly timeReadAs: string;
  readonly weekEnds: string;
  readonly nextWeek: string;
  readonly nextMonth: string;
  readonly nextYear: string;
  readonly past: string;
  readonly tomorrow: string;
  readonly keepOverdue: string;
  readonly noDate: string;
  readonly noSuchDate: string;
  readonly otherOrder: string;
  readonly severalDates: string;
  readonly outOfRange: string;
  readonly noOccurrence: string;
  readonly oneSetOfDays: string;
  readonly noExceptions: string;
  readonly noEndTime: string;
  readonly ambiguousDays: string;
  readonly repeatWeekly: string;
  readonly singleTasks: string;
  readonly whichTask: string;
  readonly toWhen: string;
  readonly newTitle: string;
  readonly noSuchIndex: string;
  readonly unknownCommand: string;
  readonly filterTooLong: string;
  readonly filterTooComplex: string;
  readonly filterTooDeep: string;
  readonly closesNothing: string;
  readonly opensOnly: string;
  readonly operandMissing: string;
  readonly didYouMean: string;
  readonly unknownKey: string;
  readonly notUnderstood: string;
  readonly try: string;
}

/** The message with its names filled in. */
export function say(message: string, values: Readonly<Record<string, string | number>> = {}): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
