import { toEdit } from '../../tasks/adapters/task-input.js';
import { InvalidTaskError } from '../../tasks/domain/errors.js';
import { checkContent } from '../../tasks/domain/task-content.js';
import type { SeriesChange } from '../domain/series-change.js';
import type { EditSeriesBody } from './series-requests.js';

/** The change that a REST body asks for. @throws InvalidTaskError, TagLimitError */
export function toSeriesChange(body: EditSeriesBody): SeriesChange {
  const { rrule, start, mode, missed, ahead, zone, pinned } = body;
  if (body.due !== undefined) throw new InvalidTaskError('/due', 'a series has a start instead');
  const { reminders, due: _, ...content } = toEdit({ zone: zone ?? 'UTC' }, body);
  return {
    ...(rrule !== undefined && { rrule }),
    ...(start !== undefined && { civilStart: start }),
    ...(mode !== undefined && { mode }),
    ...(missed !== undefined && { missed }),
    ...(ahead !== undefined && { ahead }),
    ...(zone !== undefined && { zone }),
    ...(pinned !== undefined && { floating: !pinned }),
    content: checkContent(content),
    ...(reminders && { reminders }),
  };
}
