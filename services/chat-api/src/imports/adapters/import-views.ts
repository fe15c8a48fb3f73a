import type { RowView } from '../application/import-store.js';
import type { ImportView } from '../domain/import.js';

/** A row as the API shows it. */
export type ImportRowView = ReturnType<typeof rowView>;

export function rowView({ position, line, outcome, reason, task }: RowView) {
  return { position, line, outcome, reason, task };
}

export function previewView(
  view: ImportView,
  rows: readonly RowView[],
): ImportView & { preview: ImportRowView[] } {
  return { ...view, preview: rows.map(rowView) };
}
