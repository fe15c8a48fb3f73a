import type { AuthorizedHttp } from './http.js';
import type {
  ActionResult,
  ChangePage,
  Conversation,
  FilterEdit,
  FilterKey,
  MessagePage,
  OutgoingMessage,
  Parsed,
  RejectedPart,
  SavedFilter,
  SendResult,
  TagCount,
  Task,
  TaskEdit,
  TaskPage,
} from './types.js';

export type SnoozeInput = { readonly minutes: number } | { readonly until: string };

/** The chat service's REST interface. Every method throws what {@link AuthorizedHttp} throws. */
export class ChatApi {
  constructor(private readonly http: AuthorizedHttp) {}

  async conversations(): Promise<readonly Conversation[]> {
    const page = await this.http.json<{ items: readonly Conversation[] }>('/api/v1/conversations');
    return page.items;
  }

  messages(conversationId: string, before: number | null, limit = 50): Promise<MessagePage> {
    const query = params({ before: before === null ? null : String(before), limit: String(limit) });
    return this.http.json(`/api/v1/conversations/${conversationId}/messages${query}`);
  }

  send({ conversationId, traceparent, ...body }: OutgoingMessage): Promise<SendResult> {
    const options = { method: 'POST', body, headers: { traceparent } };
    return this.http.json(`/api/v1/conversations/${conversationId}/messages`, options);
  }

  tasks(q: string, cursor: string | null = null, limit = 50, signal?: AbortSignal): Promise<TaskPage> {
    const query = params({ q: q === '' ? null : q, cursor, limit: String(limit) });
    return this.http.json(`/api/v1/tasks${query}`, signal === undefined ? {} : { signal });
  }

  task(id: string): Promise<Task> {
    return this.http.json(`/api/v1/tasks/${id}`);
  }

  create(input: TaskEdit & { readonly title: string }): Promise<Task> {
    return this.http.json('/api/v1/tasks', { method: 'POST', body: input });
  }

  edit(id: string, version: number, edit: TaskEdit): Promise<Task> {
    const headers = { 'if-match': `"${version}"` };
    return this.http.json(`/api/v1/tasks/${id}`, { method: 'PATCH', body: edit, headers });
  }

  remove(id: string): Promise<ActionResult> {
    return this.http.json(`/api/v1/tasks/${id}`, { method: 'DELETE' });
  }

  complete(id: string): Promise<ActionResult> {
    return this.http.json(`/api/v1/tasks/${id}/complete`, { method: 'POST', body: {} });
  }

  reopen(id: string): Promise<ActionResult> {
    return this.http.json(`/api/v1/tasks/${id}/reopen`, { method: 'POST', body: {} });
  }

  snooze(id: string, input: SnoozeInput): Promise<ActionResult> {
    return this.http.json(`/api/v1/tasks/${id}/snooze`, { method: 'POST', body: input });
  }

  undo(actionId: string): Promise<{ readonly tasks: readonly Task[] }> {
    return this.http.json(`/api/v1/actions/${actionId}/undo`, { method: 'POST', body: {} });
  }

  changes(after: number, limit = 500): Promise<ChangePage> {
    return this.http.json(`/api/v1/changes${params({ after: String(after), limit: String(limit) })}`);
  }

  async filterKeys(): Promise<readonly FilterKey[]> {
    const page = await this.http.json<{ items: readonly FilterKey[] }>('/api/v1/filters/keys');
    return page.items;
  }

  async filters(): Promise<readonly SavedFilter[]> {
    const page = await this.http.json<{ items: readonly SavedFilter[] }>('/api/v1/filters');
    return page.items;
  }

  saveFilter(name: string, query: string): Promise<SavedFilter> {
    return this.http.json('/api/v1/filters', { method: 'POST', body: { name, query } });
  }

  editFilter({ id, version }: SavedFilter, edit: FilterEdit): Promise<SavedFilter> {
    const headers = { 'if-match': `"${version}"` };
    return this.http.json(`/api/v1/filters/${id}`, { method: 'PATCH', body: edit, headers });
  }

  removeFilter(id: string): Promise<SavedFilter> {
    return this.http.json(`/api/v1/filters/${id}`, { method: 'DELETE' });
  }

  async tags(): Promise<readonly TagCount[]> {
    const page = await this.http.json<{ items: readonly TagCount[] }>('/api/v1/tags');
    return page.items;
  }

  parse(text: string, rejected: readonly RejectedPart[], signal: AbortSignal): Promise<Parsed> {
    return this.http.json('/api/v1/parse', { method: 'POST', body: { text, rejected }, signal });
  }
}

function params(values: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) search.set(name, value);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
