import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { civilToInstant } from '@parley/recurrence';
import { CurrentPrincipal, UuidPipe, type Principal } from '@parley/service-kit';
import { ChangeOccurrences } from '../../series/application/change-occurrences.js';
import { ChangeTask, type ChangedTask } from '../application/change-task.js';
import { CreateTask } from '../application/create-task.js';
import { Idempotency } from '../application/idempotency.js';
import { SearchTasks } from '../application/search-tasks.js';
import { TaskRepository } from '../application/task-repository.js';
import { InvalidTaskError } from '../domain/errors.js';
import { taskView, type TaskView } from '../domain/task-view.js';
import { foundView, type FoundView } from './found-view.js';
import { etagOf, VersionRequiredError, versionOf } from './etag.js';
import { toEdit, toNewTask } from './task-input.js';
import {
  CompleteBody,
  CreateTaskBody,
  EditTaskBody,
  ScopeQuery,
  SnoozeBody,
  TasksQuery,
} from './task-requests.js';

interface Response {
  setHeader(name: string, value: string): void;
}

interface ChangedView {
  readonly task: TaskView;
  /** Occurrences that took its place. */
  readonly next: TaskView[];
  /** Later occurrences that stay although it is open again, since they were changed. */
  readonly kept: TaskView[];
  /** What to send to `POST /actions/:id/undo`; null when nothing changed. */
  readonly actionId: string | null;
}

@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly createTask: CreateTask,
    private readonly changeTask: ChangeTask,
    private readonly changeOccurrences: ChangeOccurrences,
    private readonly searchTasks: SearchTasks,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * Tasks that a filter matches, e.g. `#home (due:today OR is:overdue) -milk sort:due`; docs/language.md has all of it.
   * Without `sort:`, what fits the words best is first. When nothing has a word, tasks with words like it are found.
   */
  @Get()
  async list(@CurrentPrincipal() principal: Principal, @Query() query: TasksQuery): Promise<FoundView> {
    const found = await this.searchTasks.execute(principal, query);
    return foundView(found);
  }

  /** Makes a task. The same `Idempotency-Key` with the same body gives the same answer, for seven days. */
  @Post()
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateTaskBody,
    @Res({ passthrough: true }) response: Response,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskView> {
    const view = await this.idempotency.once(principal, key, body, async () => {
      const { task } = await this.createTask.execute(principal, toNewTask(principal, body));
      return taskView(task);
    });
    response.setHeader('etag', etagOf(view.version));
    response.setHeader('location', `/api/v1/tasks/${view.id}`);
    return view;
  }

  /** A task. Its ETag is what a change of it is sent with. */
  @Get(':id')
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskView> {
    const view = taskView(await this.tasks.get(principal, id));
    response.setHeader('etag', etagOf(view.version));
    return view;
  }

  /**
   * Changes the members that are given. 412 when the task changed since its ETag was read. Of a series, this occurrence
   * unless `scope` says that those after it, or all, change with it.
   */
  @Patch(':id')
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() body: EditTaskBody,
    @Query() { scope }: ScopeQuery,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<TaskView & { actionId: string | null }> {
    const wanted = versionOf(ifMatch);
    if (wanted === undefined) throw new VersionRequiredError();
    const version = wanted === '*' ? undefined : wanted;
    const edit = toEdit(principal, body);
    const changed =
      scope === 'this'
        ? await this.changeTask.edit(principal, id, edit, version)
        : await this.changeOccurrences.edit(principal, id, edit, scope, version);
    response.setHeader('etag', etagOf(changed.task.version));
    return { ...taskView(changed.task), actionId: changed.action?.id ?? null };
  }

  /**
   * Deletes the task. Of a series, only this occurrence, and the next one takes its place, unless `scope` says that
   * those after it, or all, go with it. What was completed stays.
   */
  @Delete(':id')
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() { scope }: ScopeQuery,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ChangedView> {
    const wanted = versionOf(ifMatch);
    const version = wanted === '*' ? undefined : wanted;
    return changedView(
      scope === 'this'
        ? await this.changeTask.delete(principal, id, version)
        : await this.changeOccurrences.delete(principal, id, scope, version),
    );
  }

  /** Completes the task; of a series, the next occurrence follows shortly. */
  @Post(':id/complete')
  @HttpCode(200)
  async complete(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() { completedAt }: CompleteBody,
  ): Promise<ChangedView> {
    const at = completedAt === undefined ? undefined : new Date(completedAt);
    return changedView(await this.changeTask.complete(principal, id, at));
  }

  /** Leaves this occurrence of a series out; the next one takes its place. */
  @Post(':id/skip')
  @HttpCode(200)
  async skip(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ChangedView> {
    return changedView(await this.changeTask.skipOccurrence(principal, id));
  }

  /** Opens a completed task again, and takes back the occurrence that followed it if nobody touched it. */
  @Post(':id/reopen')
  @HttpCode(200)
  async reopen(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ChangedView> {
    return changedView(await this.changeTask.reopen(principal, id));
  }

  /** Reminds once more, later; the due time stays. */
  @Post(':id/snooze')
  @HttpCode(200)
  async snooze(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() body: SnoozeBody,
  ): Promise<ChangedView> {
    const now = this.clock.now();
    const until = body.until
      ? civilToInstant(body.until, principal.zone)
      : new Date(now.getTime() + (body.minutes ?? 0) * 60_000);
    if (until <= now) throw new InvalidTaskError('/until', 'until must be in the future');
    return changedView(await this.changeTask.snooze(principal, id, until));
  }
}

function changedView({ task, next, kept, action }: ChangedTask): ChangedView {
  return {
    task: taskView(task),
    next: next.map(taskView),
    kept: kept.map(taskView),
    actionId: action?.id ?? null,
  };
}
