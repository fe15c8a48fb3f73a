import { Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CurrentPrincipal, UuidPipe, type Principal } from '@parley/service-kit';
import type { IncomingMessage } from 'node:http';
import { Idempotency } from '../../tasks/application/idempotency.js';
import { ImportStore } from '../application/import-store.js';
import { ManageImports } from '../application/manage-imports.js';
import { importView, type ImportView } from '../domain/import.js';
import { fileOf } from './file-body.js';
import { NewImportQuery, RowsQuery } from './import-requests.js';
import { previewView, rowView, type ImportRowView } from './import-views.js';

interface Response {
  setHeader(name: string, value: string): void;
}

const PREVIEW = 20;
const LISTED = 20;

@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly imports: ManageImports,
    private readonly store: ImportStore,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Hands a file in, as the body, with the content type application/octet-stream; at most 10 MB. Nothing is made yet:
   * the file is read, and `GET /imports/:id` tells what would become of it. One import at a time.
   */
  @Post()
  async create(
    @CurrentPrincipal() principal: Principal,
    @Req() request: IncomingMessage,
    @Query() { name, format }: NewImportQuery,
    @Res({ passthrough: true }) response: Response,
    @Headers('idempotency-key') key?: string,
  ): Promise<ImportView> {
    const { file, digest } = await fileOf(request);
    const view = await this.idempotency.once(principal, key, { name, format, digest }, async () =>
      importView(await this.imports.create(principal, file, { name, format })),
    );
    response.setHeader('location', `/api/v1/imports/${view.id}`);
    return view;
  }

  /** The caller's last imports, newest first. */
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<{ items: ImportView[] }> {
    return { items: (await this.store.list(principal, LISTED)).map(importView) };
  }

  /** Where an import stands, and its first rows as they will be. */
  @Get(':id')
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ImportView & { preview: ImportRowView[] }> {
    const rows = await this.store.rows(principal, id, ['task'], 0, PREVIEW);
    return previewView(importView(await this.store.get(principal, id)), rows);
  }

  /** Rows by what becomes of them, in the order of the file; by default those that cannot be taken, with the reason. */
  @Get(':id/rows')
  async rows(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() { outcome, after, limit }: RowsQuery,
  ): Promise<{ items: ImportRowView[]; next: number | null }> {
    const rows = await this.store.rows(principal, id, [outcome], after, limit + 1);
    const items = rows.slice(0, limit).map(rowView);
    return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
  }

  /** Has the tasks made, in the background: all of them, or none. Repeating it changes nothing. */
  @Post(':id/start')
  @HttpCode(200)
  async start(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ImportView> {
    return importView(await this.imports.start(principal, id));
  }

  /** Calls it off; nothing is made. 409 once the tasks are there. */
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
  ): Promise<ImportView> {
    return importView(await this.imports.cancel(principal, id));
  }
}
