import { isTyping } from '../app/typing.js';

/** j and k walk through the tasks of a list, x ticks one off, e opens it. */
export function moveInList(event: KeyboardEvent, list: HTMLElement | undefined): void {
  if (list === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const rows = [...list.querySelectorAll<HTMLElement>('article[data-task-id]')];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  switch (event.key) {
    case 'j':
      rows[Math.min(current + 1, rows.length - 1)]?.focus();
      break;
    case 'k':
      rows[current < 0 ? rows.length - 1 : Math.max(current - 1, 0)]?.focus();
      break;
    case 'x':
      press(rows[current], 'toggle');
      break;
    case 'e':
      press(rows[current], 'edit');
      break;
    default:
      return;
  }
  event.preventDefault();
}

function press(row: HTMLElement | undefined, action: string): void {
  row?.querySelector<HTMLElement>(`[data-action="${action}"]`)?.click();
}
