import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { IsIn } from 'class-validator';
import { Readable } from 'node:stream';
import { ExportTasks } from '../application/export-tasks.js';
import { exportFormats, type ExportFormat } from '../domain/formats.js';

class ExportQuery {
  /** `json` is whole and can be imported again; `csv` is for spreadsheets, `ics` for calendars (VTODO). */
  @IsIn(exportFormats)
  format: ExportFormat = 'json';
}

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  ics: 'text/calendar; charset=utf-8',
};

@Controller('api/v1/export')
export class ExportController {
  constructor(private readonly exportTasks: ExportTasks) {}

  /** All tasks of the caller as a file, done ones too; docs/import-export.md tells what each format holds. */
  @Get()
  async export(
    @CurrentPrincipal() principal: Principal,
    @Query() { format }: ExportQuery,
  ): Promise<StreamableFile> {
    const text = await this.exportTasks.execute(principal, format);
    return new StreamableFile(Readable.from(text), {
      type: CONTENT_TYPES[format],
      disposition: `attachment; filename="parley-tasks.${format}"`,
    });
  }
}
