import { aConversation, aMessage, aTask } from '../../test/samples.js';
import { ApiProblem, Unreachable } from '../api/problem.js';
import type { Change, ChangePage } from '../api/types.js';
import { SyncEngine, type SyncSource } from './sync-engine.js';
import { emptyState, type SyncState } from './sync-state.js';

/** A server with a feed; the page size is small so that paging happens. */
class FakeSource implements SyncSource {
  readonly feed: Change[] = [];
  readonly asked: number[] = [];
  expiredBefore = 0;
  broken: Error | null = null;
  restoredTo: number | null = null;
  onMessages: () => void = () => undefined;

  add(change: (seq: number) => Change): void {
    this.feed.push(change(this.feed.length + 1));
  }

  say(): void {
    this.add((seq) => ({ seq, type: 'message.created', message: aMessage(seq) }));
  }

  conversations() {
    return Promise.resolve([aConversation]);
  }

  filters() {
    return Promise.resolve([{ id: 'f1', name: 'Week', query: 'due:7d', position: 0, version: 1 }]);
  }

  messages() {
    const items = this.feed.flatMap((change) => (change.type === 'message.created' ? [change.message] : []));
    this.onMessages();
    return Promise.resolve({ items: items.slice(-2), tasks: [], hasMore: items.length > 2 });
  }

  changes(after: number): Promise<ChangePage> {
    this.asked.push(after);
    if (this.broken !== null) return Promise.reject(this.broken);
    const head = this.feed.length;
    if (after < this.expiredBefore) {
      return Promise.reject(new ApiProblem(410, 'changes.expired', 'Too old.', {}, { head }));
    }
    const items = this.feed.slice(after, after + 2);
    return Promise.resolve({ items, head, hasMore: after + items.length < head });
  }
}

async function engineOn(source: FakeSource, start?: SyncState) {
  const states: SyncState[] = [];
  const engine = new SyncEngine(source, (state) => states.push(state), start);
  await engine.repair();
  return engine;
}

const seqs = (engine: SyncEngine) => engine.state.messages['c1']?.map((message) => message.seq);

describe('the sync engine', () => {
  it('loads the newest messages, and follows from the head it read before them', async () => {
    const source = new FakeSource();
    for (let count = 0; count < 4; count += 1) source.say();
    const engine = await engineOn(source);
    expect(seqs(engine)).toEqual([3, 4]);
    expect(engine.state.filters.map(({ name }) => name)).toEqual(['Week']);
    expect(engine.state.head).toBe(4);
  });

  it('loses nothing that happens while it loads', async () => {
    const source = new FakeSource();
    source.say();
    source.onMessages = () => {
      source.onMessages = () => undefined;
      source.say();
    };
    const engine = await engineOn(source);
    expect(seqs(engine)).toEqual([1, 2]);
    expect(engine.state.head).toBe(2);
  });

  it('asks for what lies between when a hint shows a gap', async () => {
    const source = new FakeSource();
    source.say();
    const engine = await engineOn(source);
    source.say();
    source.say();
    engine.hint({ seq: 3, type: 'message.created', message: aMessage(3) });
    await engine.repair();
    expect(seqs(engine)).toEqual([1, 2, 3]);
  });

  it('applies a hint in order without asking anything', async () => {
    const source = new FakeSource();
    source.say();
    const engine = await engineOn(source);
    const asked = source.asked.length;
    engine.hint({ seq: 2, type: 'message.created', message: aMessage(2) });
    expect(seqs(engine)).toEqual([1, 2]);
    expect(source.asked).toHaveLength(asked);
  });

  it('reads every page of a long absence', async () => {
    const source = new FakeSource();
    const engine = await engineOn(source);
    for (let count = 0; count < 7; count += 1) source.say();
    await engine.repair();
    expect(seqs(engine)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('starts over when the server no longer has the changes in between', async () => {
    const source = new FakeSource();
    for (let count = 0; count < 6; count += 1) source.say();
    source.expiredBefore = 5;
    const stale = {
      ...emptyState,
      head: 1,
      conversations: [aConversation],
      tasks: { old: aTask({ id: 'old' }) },
    };
    const engine = await engineOn(source, stale);
    expect(engine.state.head).toBe(6);
    expect(seqs(engine)).toEqual([5, 6]);
    expect(engine.state.tasks).toEqual({});
  });

  it('starts over when the server is behind, as after a restored backup', async () => {
    const source = new FakeSource();
    source.say();
    const ahead = { ...emptyState, head: 9, conversations: [aConversation] };
    const engine = await engineOn(source, ahead);
    expect(engine.state.head).toBe(1);
    expect(seqs(engine)).toEqual([1]);
  });

  it('keeps what it has when the server cannot be reached, and repairs later', async () => {
    const source = new FakeSource();
    source.say();
    const engine = await engineOn(source);
    source.say();
    source.broken = new Unreachable();
    await expect(engine.repair()).rejects.toThrow(Unreachable);
    expect(seqs(engine)).toEqual([1]);
    source.broken = null;
    await engine.repair();
    expect(seqs(engine)).toEqual([1, 2]);
  });

  it('shares one repair between callers at the same time, with one more round for the later ones', async () => {
    const source = new FakeSource();
    const engine = await engineOn(source);
    const before = source.asked.length;
    await Promise.all([engine.repair(), engine.repair(), engine.repair()]);
    expect(source.asked.length - before).toBeLessThanOrEqual(2);
  });
});
