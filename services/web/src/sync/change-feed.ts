import type { Change, ChangeHint } from '../api/types.js';
import { applyChange, type SyncState } from './sync-state.js';

/** The state, and the changes that arrived before the ones they follow. */
export interface Feed {
  readonly state: SyncState;
  readonly early: readonly Change[];
  /** True when changes are known to exist that this feed does not have. */
  readonly gap: boolean;
}

/** More early changes than this are cheaper to fetch again than to keep. */
const MAX_EARLY = 500;

/**
 * Takes in what was said, in any order and any number of times.
 * @param origin a socket may leave the body out; the feed itself never does, whatever the type
 */
export function receive(feed: Feed, incoming: readonly ChangeHint[], origin: 'socket' | 'feed'): Feed {
  const waiting = new Map<number, Change>();
  for (const change of feed.early) waiting.set(change.seq, change);
  let highest = feed.early.at(-1)?.seq ?? feed.state.head;
  for (const hint of incoming) {
    highest = Math.max(highest, hint.seq);
    if (origin === 'feed' || hasBody(hint)) waiting.set(hint.seq, hint as Change);
  }

  let state = feed.state;
  for (let next = waiting.get(state.head + 1); next !== undefined; next = waiting.get(state.head + 1)) {
    state = applyChange(state, next);
  }
  const early = [...waiting.values()].filter((change) => change.seq > state.head);
  early.sort((a, b) => a.seq - b.seq);
  return { state, early: early.slice(0, MAX_EARLY), gap: highest > state.head };
}

const bodies: Readonly<Record<string, string>> = {
  'message.created': 'message',
  'task.changed': 'task',
  'task.deleted': 'taskId',
  'conversation.changed': 'conversation',
};

function hasBody(hint: ChangeHint): boolean {
  const body = bodies[hint.type];
  return body !== undefined && body in hint;
}
