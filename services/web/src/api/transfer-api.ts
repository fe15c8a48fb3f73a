import type { AuthorizedHttp } from './http.js';

export type ImportStatus =
  'checking' | 'ready' | 'running' | 'finishing' | 'completed' | 'cancelled' | 'failed';

/** Where an import stands. */
export interface Import {
  readonly id: string;
  readonly name: string | null;
  readonly format: string | null;
  readonly status: ImportStatus;
  readonly rows: {
    readonly checked: number;
    readonly tasks: number;
    readonly series: number;
    readonly known: number;
    readonly skipped: number;
    readonly refused: number;
  };
  readonly made: number;
  readonly announced: number;
  readonly cancellable: boolean;
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

/** A row of a file, and what becomes of it. */
export interface ImportRow {
  readonly position: number;
  readonly line: number;
  readonly reason: string | null;
  readonly task: {
    readonly title: string;
    readonly due?: string | null;
    readonly repeats?: string | null;
    readonly tags?: readonly string[];
    readonly remarks?: readonly string[];
  } | null;
}

export interface CalendarFeed {
  readonly id: string;
  readonly shows: 'events' | 'todos';
  readonly rotatedAt: string;
}

/** Import, export and the calendar feed. Every method throws what {@link AuthorizedHttp} throws. */
export class TransferApi {
  constructor(private readonly http: AuthorizedHttp) {}

  export(href: string): Promise<Blob> {
    return this.http.file(href);
  }

  upload(file: File): Promise<Import> {
    const name = new URLSearchParams({ name: file.name }).toString();
    return this.http.json(`/api/v1/imports?${name}`, { method: 'POST', file });
  }

  async latest(): Promise<Import | null> {
    const page = await this.http.json<{ items: readonly Import[] }>('/api/v1/imports');
    return page.items[0] ?? null;
  }

  import(id: string): Promise<Import & { readonly preview: readonly ImportRow[] }> {
    return this.http.json(`/api/v1/imports/${id}`);
  }

  rows(
    id: string,
    outcome: 'refused' | 'skipped',
    after = 0,
  ): Promise<{ readonly items: readonly ImportRow[]; readonly next: number | null }> {
    return this.http.json(`/api/v1/imports/${id}/rows?outcome=${outcome}&after=${after}`);
  }

  start(id: string): Promise<Import> {
    return this.http.json(`/api/v1/imports/${id}/start`, { method: 'POST', body: {} });
  }

  cancel(id: string): Promise<Import> {
    return this.http.json(`/api/v1/imports/${id}/cancel`, { method: 'POST', body: {} });
  }

  async feed(): Promise<CalendarFeed | null> {
    return (await this.http.json<{ feed: CalendarFeed | null }>('/api/v1/calendar-feed')).feed;
  }

  makeFeed(): Promise<{ readonly feed: CalendarFeed; readonly url: string }> {
    return this.http.json('/api/v1/calendar-feed', { method: 'POST', body: {} });
  }

  rotateFeed(): Promise<{ readonly feed: CalendarFeed; readonly url: string }> {
    return this.http.json('/api/v1/calendar-feed/rotate', { method: 'POST', body: {} });
  }

  async revokeFeed(): Promise<void> {
    await this.http.json('/api/v1/calendar-feed', { method: 'DELETE' });
  }
}
