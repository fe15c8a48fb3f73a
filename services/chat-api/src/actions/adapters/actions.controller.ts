import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentPrincipal, UuidPipe, type Principal } from '@parley/service-kit';
import { taskView, type TaskView } from '../../tasks/domain/task-view.js';
import { UndoAction } from '../application/undo-action.js';

@Controller('api/v1/actions')
export class ActionsController {
  constructor(private readonly undoAction: UndoAction) {}

  /**
   * Takes an act back, within ten minutes and unless its tasks changed since. `kept` are later occurrences of a series
   * that the act had led to and that stay, since they were changed.
   */
  @Post(':id/undo')
  @HttpCode(200)
  async undo(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<{ tasks: TaskView[]; kept: TaskView[] }> {
    const { tasks, kept } = await this.undoAction.execute(principal, id);
    return { tasks: tasks.map(taskView), kept: kept.map(taskView) };
  }
}
