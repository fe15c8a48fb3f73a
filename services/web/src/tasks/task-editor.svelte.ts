import { ApiProblem, explain } from '../api/problem.js';
import type { Task } from '../api/types.js';
import type { Client } from '../sync/client.svelte.js';
import {
  changedFields,
  editOf,
  emptyForm,
  type FormField,
  formOf,
  formProblems,
  readTags,
  rebase,
  type TaskForm,
} from './task-form.js';

/** One sitting with the form of a task: what is written, against which version, and what came between. */
export class TaskEditorState {
  form = $state() as { -readonly [Field in keyof TaskForm]: TaskForm[Field] };
  problems = $state.raw<Readonly<Partial<Record<FormField, string>>>>({});
  error = $state<string | null>(null);
  /** Fields that someone else changed meanwhile, after the server refused the old version. */
  changedMeanwhile = $state.raw<readonly FormField[]>([]);
  busy = $state(false);
  private base: TaskForm;
  private version: number;

  /** @param task null for a new one */
  constructor(
    private readonly client: Client,
    private readonly task: Task | null,
  ) {
    this.base = task === null ? emptyForm : formOf(task);
    this.form = { ...this.base };
    this.version = task?.version ?? 0;
  }

  /** Saves; true when there is nothing left to do. */
  async save(): Promise<boolean> {
    this.problems = formProblems(this.form);
    this.error = null;
    if (this.busy || Object.keys(this.problems).length > 0) return false;
    this.busy = true;
    try {
      if (this.task === null) this.client.mergeTasks([await this.create()]);
      else if (changedFields(this.base, this.form).length > 0) await this.edit(this.task);
      return true;
    } catch (error) {
      await this.answer(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Drops what the person wrote in favour of what is there now. */
  takeTheirs(): void {
    this.form = { ...this.base };
    this.changedMeanwhile = [];
  }

  private create(): Promise<Task> {
    const edit = editOf(emptyForm, this.form, this.client.reader.zone);
    const { due, ...rest } = edit;
    return this.client.api.create({ ...rest, title: this.form.title.trim(), ...(due ? { due } : {}) });
  }

  private async edit(task: Task): Promise<void> {
    const zone = task.due?.kind === 'datetime' ? task.due.zone : this.client.reader.zone;
    const edit = editOf(this.base, this.form, zone);
    this.client.mergeTasks([await this.client.api.edit(task.id, this.version, edit)]);
  }

  private async answer(error: unknown): Promise<void> {
    if (error instanceof ApiProblem && error.status === 412 && this.task !== null) {
      await this.meetNewer(this.task.id);
      return;
    }
    if (error instanceof ApiProblem) {
      const known = Object.entries(error.fields).filter(([name]) => name in emptyForm || name === 'due');
      this.problems = Object.fromEntries(known);
      if (known.length > 0) return;
    }
    this.error = explain(error);
  }

  /** The task moved on: keep what the person wrote, show what came, and let them save again. */
  private async meetNewer(id: string): Promise<void> {
    try {
      const fresh = await this.client.api.task(id);
      this.client.mergeTasks([fresh]);
      const theirs = formOf(fresh);
      this.changedMeanwhile = changedFields(this.base, theirs);
      this.form = rebase(this.base, this.form, theirs);
      this.base = theirs;
      this.version = fresh.version;
    } catch (error) {
      this.error = explain(error);
    }
  }

  /** What is there now, in words, for a field that changed meanwhile. */
  theirs(field: FormField): string {
    const { base } = this;
    if (field === 'due') return base.date === '' ? 'no due date' : `${base.date} ${base.time}`.trim();
    if (field === 'tags') return readTags(base.tags).join(', ') || 'none';
    return base[field] || 'empty';
  }
}
