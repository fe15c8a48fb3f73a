/** Kinds of files that all tasks can be written to. */
export const exportFormats = ['json', 'csv', 'ics'] as const;
export type ExportFormat = (typeof exportFormats)[number];
