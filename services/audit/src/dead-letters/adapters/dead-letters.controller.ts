import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Public, UuidPipe } from '@parley/service-kit';
import { DeadLetterStore } from '../application/dead-letter-store.js';
import { DropDeadLetter } from '../application/drop-dead-letter.js';
import { ListDeadLetters } from '../application/list-dead-letters.js';
import { ReplayDeadLetter } from '../application/replay-dead-letter.js';
import { ReplayMatching } from '../application/replay-matching.js';
import { UnknownLetterError } from '../domain/letter-errors.js';
import {
  BulkReplayAnswer,
  DeadLetterAnswer,
  DeadLetterPageAnswer,
  toLetterAnswer,
  toSummaryAnswer,
} from './letter-answers.js';
import { filterOf, LetterQuery, ReplayBody, ReplayFilterBody } from './letter-query.js';
import { OPERATOR, OperatorGuard } from './operator.guard.js';

/** What services gave up, for whoever runs the system: a guard of its own instead of the users'. */
@Public()
@UseGuards(OperatorGuard)
@Controller('api/v1/admin/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLetterStore,
    private readonly listDeadLetters: ListDeadLetters,
    private readonly replayDeadLetter: ReplayDeadLetter,
    private readonly replayMatching: ReplayMatching,
    private readonly dropDeadLetter: DropDeadLetter,
  ) {}

  /** Dead letters of all workspaces, newest first. For operators. */
  @Get()
  async list(@Query() { topic, type, status, cursor, limit }: LetterQuery): Promise<DeadLetterPageAnswer> {
    const { items, next } = await this.listDeadLetters.execute({ topic, type, status }, limit, cursor);
    return { items: items.map(toSummaryAnswer), nextCursor: next };
  }

  /** A dead letter with what it holds. For operators. */
  @Get(':id')
  async show(@Param('id', UuidPipe) id: string): Promise<DeadLetterAnswer> {
    const letter = await this.letters.find(id);
    if (!letter) throw new UnknownLetterError();
    return toLetterAnswer(letter);
  }

  /** Publishes the open events of a filter again, oldest first, a thousand at most. For operators. */
  @Post('replay')
  @HttpCode(200)
  async replayAll(@Body() body: ReplayFilterBody): Promise<BulkReplayAnswer> {
    const { to, ...counts } = await this.replayMatching.execute(filterOf(body), OPERATOR);
    return { ...counts, to: to.toISOString() };
  }

  /** Publishes the event again as it was. Who handled it already ignores it. For operators. */
  @Post(':id/replay')
  @HttpCode(200)
  async replay(@Param('id', UuidPipe) id: string, @Body() { force }: ReplayBody): Promise<DeadLetterAnswer> {
    return toLetterAnswer(await this.replayDeadLetter.execute(id, OPERATOR, force));
  }

  /** Gives a letter up for good, and keeps the record of it. For operators. */
  @Post(':id/drop')
  @HttpCode(200)
  async drop(@Param('id', UuidPipe) id: string): Promise<DeadLetterAnswer> {
    return toLetterAnswer(await this.dropDeadLetter.execute(id, OPERATOR));
  }
}
