import { ApiProblem, explain, Unreachable } from '../api/problem.js';
import type { FilterProblem, Highlights, Task, TaskPage } from '../api/types.js';
import type { Client } from '../sync/client.svelte.js';
import { knownOpen } from './known-open.js';

const PAGE = 50;
const REFRESH_AFTER_MS = 250;

/** The answer to one filter: which tasks, in the server's order. The tasks themselves live in the client. */
export class TaskQuery {
  /** Null until the first answer. */
  ids = $state.raw<readonly string[] | null>(null);
  hasMore = $state(false);
  error = $state<string | null>(null);
  /** What is wrong with the filter, when that is why there is no answer. */
  problems = $state.raw<readonly FilterProblem[]>([]);
  /** Where the words of the filter stand, by task. */
  highlights = $state.raw<Readonly<Record<string, Highlights>>>({});
  corrections = $state.raw<TaskPage['corrections']>([]);
  private query: string | null = null;
  private cursor: string | null = null;
  private running: AbortController | null = null;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {}

  readonly tasks = $derived.by<readonly Task[]>(() =>
    (this.ids ?? []).flatMap((id) => this.client.state.tasks[id] ?? []),
  );

  /** Asks for another filter. The old answer stays on the page until the new one is there. */
  run(query: string): void {
    this.query = query;
    void this.load(PAGE);
  }

  /** Asks again a moment later, for as much as is shown; many changes at once are one question. */
  refreshSoon(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(
      () => void this.load(Math.max(PAGE, this.ids?.length ?? 0)),
      REFRESH_AFTER_MS,
    );
  }

  /** Reads the next page behind what is shown. */
  async more(): Promise<void> {
    if (this.cursor === null || this.query === null) return;
    try {
      const page = await this.client.api.tasks(this.query, this.cursor, PAGE);
      this.client.mergeTasks(page.items);
      this.highlights = { ...this.highlights, ...byTask(page.highlights) };
      this.ids = [...new Set([...(this.ids ?? []), ...page.items.map((task) => task.id)])];
      this.cursor = page.nextCursor;
      this.hasMore = page.nextCursor !== null;
    } catch (error) {
      this.error = explain(error);
    }
  }

  stop(): void {
    clearTimeout(this.refreshTimer);
    this.running?.abort();
    this.query = null;
  }

  private async load(count: number): Promise<void> {
    if (this.query === null) return;
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    try {
      const ids: string[] = [];
      const highlights: Highlights[] = [];
      let corrections: TaskPage['corrections'] = [];
      let cursor: string | null = null;
      do {
        const page: TaskPage = await this.client.api.tasks(this.query, cursor, PAGE, running.signal);
        if (running.signal.aborted) return;
        this.client.mergeTasks(page.items);
        ids.push(...page.items.map((task) => task.id));
        highlights.push(...page.highlights);
        corrections = page.corrections;
        cursor = page.nextCursor;
      } while (cursor !== null && ids.length < count);
      this.ids = ids;
      this.cursor = cursor;
      this.hasMore = cursor !== null;
      this.highlights = byTask(highlights);
      this.corrections = corrections;
      this.error = null;
      this.problems = [];
    } catch (error) {
      if (running.signal.aborted) return;
      // Offline is said elsewhere; what this browser knows is better than nothing.
      if (error instanceof Unreachable) this.ids ??= knownOpen(this.client.state.tasks);
      else {
        this.error = explain(error);
        this.problems = problemsOf(error);
        this.ids ??= [];
      }
    }
  }
}

function byTask(highlights: readonly Highlights[]): Readonly<Record<string, Highlights>> {
  return Object.fromEntries(highlights.map((one) => [one.taskId, one]));
}

function problemsOf(error: unknown): readonly FilterProblem[] {
  if (!(error instanceof ApiProblem) || error.code !== 'filter.invalid') return [];
  const problems = error.extensions['problems'];
  return Array.isArray(problems) ? (problems as FilterProblem[]) : [];
}
