import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { ApiProblem, explain } from '../api/problem.js';
import type { SnoozeInput } from '../api/chat-api.js';
import type { Task } from '../api/types.js';
import type { Toasts } from '../app/toasts.svelte.js';
import type { Client } from '../sync/client.svelte.js';
import { dueWording } from '../time/wording.js';
import { staleAnswer } from './stale-answer.js';

/** An act that can be taken back. */
export interface Undoable {
  readonly actionId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const UNDO_MS = 10 * 60_000;

/** What the buttons of a task do, wherever the task is shown. */
export class TaskActions {
  /** Tasks with a request under way. */
  readonly busy = new SvelteSet<string>();
  readonly undoable = new SvelteMap<string, Undoable>();
  /** Acts that were taken back, or turned out to be beyond that. */
  readonly settled = new SvelteSet<string>();
  /** The task in the open dialog; `new` for one that does not exist yet. */
  editing = $state<string | null>(null);

  constructor(
    private readonly client: Client,
    private readonly toasts: Toasts,
  ) {}

  complete(task: Task): Promise<void> {
    return this.act(task, async () => {
      const { task: done, actionId } = await this.client.api.complete(task.id);
      this.client.mergeTasks([done]);
      this.offerUndo(done, actionId, `Done: ${done.title}`, 'Already done.');
    });
  }

  reopen(task: Task): Promise<void> {
    return this.act(task, async () => {
      const { task: open, actionId } = await this.client.api.reopen(task.id);
      this.client.mergeTasks([open]);
      this.offerUndo(open, actionId, `Open again: ${open.title}`, 'Already open.');
    });
  }

  /** @param label when it comes back, as the menu said it, e.g. "20 minutes" */
  snooze(task: Task, input: SnoozeInput, label: string): Promise<void> {
    return this.act(task, async () => {
      const { task: snoozed, actionId } = await this.client.api.snooze(task.id, input);
      this.client.mergeTasks([snoozed]);
      this.offerUndo(snoozed, actionId, `Snoozed: ${label}`, 'Already snoozed until then.');
    });
  }

  remove(task: Task): Promise<void> {
    return this.act(task, async () => {
      const { next, actionId } = await this.client.api.remove(task.id);
      this.client.dropTask(task.id);
      this.client.mergeTasks(next);
      const undo = !actionId ? null : { label: 'Undo', run: () => void this.undo(actionId) };
      const [first] = next;
      this.toasts.show(first ? this.nextText(first) : `Deleted: ${task.title}`, undo);
    });
  }

  /** Takes an act back. Too late or twice is no error worth a fright. */
  async undo(actionId: string): Promise<void> {
    try {
      const { tasks } = await this.client.api.undo(actionId);
      this.client.mergeTasks(tasks);
      this.toasts.show('Undone.');
    } catch (error) {
      this.toasts.show(staleAnswer(error) ?? explain(error));
    } finally {
      this.settled.add(actionId);
      for (const [taskId, undoable] of this.undoable) {
        if (undoable.actionId === actionId) this.undoable.delete(taskId);
      }
    }
  }

  private async act(task: Task, run: () => Promise<void>): Promise<void> {
    if (this.busy.has(task.id)) return;
    this.busy.add(task.id);
    try {
      await run();
    } catch (error) {
      await this.answer(task, error);
    } finally {
      this.busy.delete(task.id);
    }
  }

  /** An old button pressed: show how things are now, and say it in a sentence. */
  private async answer(task: Task, error: unknown): Promise<void> {
    this.toasts.show(staleAnswer(error) ?? explain(error));
    if (!(error instanceof ApiProblem)) return;
    if (error.status === 404 || error.status === 410) {
      this.client.dropTask(task.id);
      return;
    }
    const fresh = await this.client.api.task(task.id).catch(() => null);
    if (fresh !== null) this.client.mergeTasks([fresh]);
  }

  /** @param already what to say when the act changed nothing, because someone was faster */
  private offerUndo(task: Task, actionId: string | null, text: string, already: string): void {
    if (actionId === null) {
      this.toasts.show(already);
      return;
    }
    this.undoable.set(task.id, { actionId, expiresAt: Date.now() + UNDO_MS });
    this.toasts.show(text, { label: 'Undo', run: () => void this.undo(actionId) });
  }

  private nextText(next: Task): string {
    if (next.due === null) return `Left out. The next one is #${next.number}.`;
    return `Left out. Next: ${dueWording(next.due, new Date(), this.client.reader).text}`;
  }
}

export const [getTaskActions, setTaskActions] = createContext<TaskActions>();
