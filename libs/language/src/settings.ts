/** A user's times of day (`HH:MM`) and habits; every member has a default. */
export interface LanguageSettings {
  readonly morning: string;
  readonly afternoon: string;
  readonly evening: string;
  readonly night: string;
  /** What "end of day" means. */
  readonly dayEnd: string;
  readonly snoozeMinutes: number;
}

export const defaultSettings: LanguageSettings = {
  morning: '09:00',
  afternoon: '15:00',
  evening: '19:00',
  night: '21:00',
  dayEnd: '18:00',
  snoozeMinutes: 20,
};
