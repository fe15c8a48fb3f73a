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
import { CurrentPrincipal, UuidPipe, type Principal } from '@parley/service-kit';
import { etagOf, VersionRequiredError, versionOf } from '../../tasks/adapters/etag.js';
import { SeriesRepository } from '../../tasks/application/task-repository.js';
import { taskView, type TaskView } from '../../tasks/domain/task-view.js';
import { EditSeries, nextDates } from '../application/edit-series.js';
import { EndSeries } from '../application/end-series.js';
import { MoveZone } from '../application/move-zone.js';
import { PauseSeries, type PausedSeries } from '../application/pause-series.js';
import { previewRule } from '../domain/preview-rule.js';
import { dateView, seriesView, type SeriesView } from '../domain/series-view.js';
import type { Series } from '../domain/series.js';
import { toSeriesChange } from './series-input.js';
import { DatesQuery, EditSeriesBody, MoveZoneBody, PreviewBody, SeriesQuery } from './series-requests.js';

interface Response {
  setHeader(name: string, value: string): void;
}

interface ChangedSeriesView {
  readonly series: SeriesView;
  /** The open occurrences after the change. */
  readonly tasks: TaskView[];
  /** What to send to `POST /actions/:id/undo`; null when nothing changed. */
  readonly actionId: string | null;
}

const SHOWN = 5;

@Controller('api/v1/series')
export class SeriesRestController {
  constructor(
    private readonly series: SeriesRepository,
    private readonly editSeries: EditSeries,
    private readonly endSeries: EndSeries,
    private readonly pauseSeries: PauseSeries,
    private readonly moveZone: MoveZone,
    private readonly clock: Clock,
  ) {}

  /** The caller's series, newest first. */
  @Get()
  async list(@CurrentPrincipal() principal: Principal, @Query() { cursor, limit }: SeriesQuery) {
    const found = await this.series.list(principal, limit, cursor);
    const last = found.length === limit ? found.at(-1) : undefined;
    return { items: found.map((one) => this.view(principal, one)), nextCursor: last?.id ?? null };
  }

  /** The next dates of a rule and the rule in words. Changes nothing; refuses what a series would be refused for. */
  @Post('preview')
  @HttpCode(200)
  preview(@CurrentPrincipal() principal: Principal, @Body() body: PreviewBody) {
    return previewRule(principal, body, this.clock.now());
  }

  /** Moves every series that floats to the caller's new zone: the same wall-clock times there. */
  @Post('zone')
  @HttpCode(200)
  async zone(@CurrentPrincipal() principal: Principal, @Body() { zone }: MoveZoneBody) {
    const moved = await this.moveZone.execute(principal, zone);
    return { moved: moved.map((one) => this.view(principal, one)) };
  }

  /** A series with its next dates. Its ETag is what a change of it is sent with. */
  @Get(':id')
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SeriesView> {
    const series = await this.series.get(principal, id);
    response.setHeader('etag', etagOf(series.version));
    return this.view(principal, series);
  }

  /** The next dates of a series, also those that have no task yet. */
  @Get(':id/occurrences')
  async occurrences(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() { limit }: DatesQuery,
  ) {
    const series = await this.series.get(principal, id);
    return { items: nextDates(series, this.clock.now(), limit).map(dateView) };
  }

  /** Changes a series: all that is open or to come, or from one occurrence on. 412 when it changed since its ETag. */
  @Patch(':id')
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() body: EditSeriesBody,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<ChangedSeriesView> {
    const wanted = versionOf(ifMatch);
    if (wanted === undefined) throw new VersionRequiredError();
    const version = wanted === '*' ? undefined : wanted;
    const change = toSeriesChange(body);
    const { series, tasks, action } =
      body.fromTaskId === undefined
        ? await this.editSeries.all(principal, id, change, version)
        : await this.editSeries.from(principal, body.fromTaskId, change);
    response.setHeader('etag', etagOf(series.version));
    return { series: this.view(principal, series), tasks: tasks.map(taskView), actionId: action.id };
  }

  /** Ends a series and removes its open occurrences. What was completed stays. */
  @Delete(':id')
  async end(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ChangedSeriesView> {
    const { series, action } = await this.endSeries.all(principal, id);
    return { series: this.view(principal, series), tasks: [], actionId: action.id };
  }

  /** Makes no further occurrences; the open ones stay. */
  @Post(':id/stop')
  @HttpCode(200)
  async stop(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ChangedSeriesView> {
    const { series, action } = await this.endSeries.stop(principal, id);
    return { series: this.view(principal, series), tasks: [], actionId: action.id };
  }

  /** Lets a series rest: its open occurrences are withdrawn, and there are none until it goes on. */
  @Post(':id/pause')
  @HttpCode(200)
  async pause(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ChangedSeriesView> {
    return this.paused(principal, await this.pauseSeries.pause(principal, id));
  }

  /** Lets a series go on, with its first occurrence from now on. */
  @Post(':id/resume')
  @HttpCode(200)
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ChangedSeriesView> {
    return this.paused(principal, await this.pauseSeries.resume(principal, id));
  }

  private paused(principal: Principal, { series, tasks, action }: PausedSeries): ChangedSeriesView {
    return {
      series: this.view(principal, series),
      tasks: tasks.map(taskView),
      actionId: action?.id ?? null,
    };
  }

  private view({ locale }: Principal, series: Series): SeriesView {
    return seriesView(series, locale, nextDates(series, this.clock.now(), SHOWN));
  }
}
