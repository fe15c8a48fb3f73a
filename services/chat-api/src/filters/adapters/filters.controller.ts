import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { filterKeys, type FilterKey } from '@parley/language';
import { CurrentPrincipal, UuidPipe, type Principal } from '@parley/service-kit';
import { etagOf, VersionRequiredError, versionOf } from '../../tasks/adapters/etag.js';
import { Idempotency } from '../../tasks/application/idempotency.js';
import { KeepFilters } from '../application/keep-filters.js';
import { SavedFilters } from '../application/saved-filters.js';
import { FilterNotFoundError } from '../domain/errors.js';
import { savedFilterView, type SavedFilterView } from '../domain/saved-filter.js';
import { EditFilterBody, SaveFilterBody } from './filter-requests.js';

interface Response {
  setHeader(name: string, value: string): void;
}

@Controller('api/v1/filters')
export class FiltersController {
  constructor(
    private readonly filters: SavedFilters,
    private readonly keep: KeepFilters,
    private readonly idempotency: Idempotency,
  ) {}

  /** The caller's saved filters in their order. */
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<{ items: SavedFilterView[] }> {
    return { items: (await this.filters.list(principal)).map(savedFilterView) };
  }

  /** The keys of the filter language and values to offer for them. */
  @Get('keys')
  keys(): { items: readonly FilterKey[] } {
    return { items: filterKeys };
  }

  /** Saves a filter. The same `Idempotency-Key` with the same body gives the same answer, for seven days. */
  @Post()
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body() body: SaveFilterBody,
    @Res({ passthrough: true }) response: Response,
    @Headers('idempotency-key') key?: string,
  ): Promise<SavedFilterView> {
    const { name, query } = body;
    const view = await this.idempotency.once(principal, key, body, async () =>
      savedFilterView(await this.keep.create(principal, { name, query })),
    );
    response.setHeader('etag', etagOf(view.version));
    response.setHeader('location', `/api/v1/filters/${view.id}`);
    return view;
  }

  /** A saved filter. Its ETag is what a change of it is sent with. */
  @Get(':id')
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SavedFilterView> {
    const filter = (await this.filters.list(principal)).find((known) => known.id === id);
    if (!filter) throw new FilterNotFoundError();
    response.setHeader('etag', etagOf(filter.version));
    return savedFilterView(filter);
  }

  /** Renames, changes or moves a saved filter. 412 when it changed since its ETag was read. */
  @Patch(':id')
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() body: EditFilterBody,
    @Res({ passthrough: true }) response: Response,
    @Headers('if-match') ifMatch?: string,
  ): Promise<SavedFilterView> {
    const wanted = versionOf(ifMatch);
    if (wanted === undefined) throw new VersionRequiredError();
    const filter = await this.keep.edit(principal, id, body, wanted === '*' ? undefined : wanted);
    response.setHeader('etag', etagOf(filter.version));
    return savedFilterView(filter);
  }

  /** Removes a saved filter and answers with it as it was; the tasks it shows stay as they are. */
  @Delete(':id')
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Headers('if-match') ifMatch?: string,
  ): Promise<SavedFilterView> {
    const wanted = versionOf(ifMatch);
    return savedFilterView(await this.keep.delete(principal, id, wanted === '*' ? undefined : wanted));
  }
}
