import { Person } from '../support/person.ts';
import type { FeedPage, Task } from '../support/model.ts';
import type { Problem } from '../support/http.ts';
import { request } from '../support/http.ts';
import { target } from '../support/target.ts';
import { waitUntil } from '../support/waiting.ts';

interface Import {
  readonly id: string;
  readonly status: string;
  readonly made: number;
  readonly rows: Readonly<Record<string, number>>;
}
interface Exported {
  readonly format: string;
  readonly tasks: readonly { title: string; seriesId: string | null }[];
  readonly series: readonly { rrule: string }[];
}

const FILE =
  'title,due,repeat\nwater plants,,every 3rd friday\ncall mom,2030-01-02T09:00,\nodd,when pigs fly,\n';
const octets = { 'content-type': 'application/octet-stream' };

let ann: Person;
let ben: Person;

beforeAll(async () => {
  [ann, ben] = await Promise.all([Person.signUp(), Person.signUp({ name: 'Ben' })]);
});
afterAll(() => {
  ann.leave();
  ben.leave();
});

const upload = (person: Person, text: string) =>
  person.ok<Import>('POST', '/imports', { body: Buffer.from(text), headers: octets });
const reaches = (person: Person, id: string, status: string) =>
  waitUntil(
    `the import is ${status}`,
    async () => {
      const one = await person.ok<Import>('GET', `/imports/${id}`);
      return one.status === status && one;
    },
    30_000,
  );

describe('tasks of a file', () => {
  it('are shown first, made when told to, and reach every device and the reminders', async () => {
    const { id } = await upload(ann, FILE);
    expect((await reaches(ann, id, 'ready')).rows).toMatchObject({ tasks: 2, refused: 1 });
    expect((await ann.ok<{ items: Task[] }>('GET', '/tasks')).items).toEqual([]);
    const refused = await ann.ok<{ items: { line: number }[] }>('GET', `/imports/${id}/rows`);
    expect(refused.items.map(({ line }) => line)).toEqual([4]);
    await ann.ok('POST', `/imports/${id}/start`);
    expect((await reaches(ann, id, 'completed')).made).toBe(2);
    const { items } = await ann.ok<FeedPage>('GET', '/changes?after=0');
    expect(items.filter(({ type }) => type === 'task.changed')).toHaveLength(2);
    await waitUntil('a reminder is scheduled', async () => {
      const page = await ann.ok<{ items: { title: string }[] }>('GET', '/reminders');
      return page.items.some(({ title }) => title === 'call mom');
    });
    const late = await ann.call<Problem>('POST', `/imports/${id}/cancel`);
    expect([late.status, late.body.code]).toEqual([409, 'import.state']);
  });

  it('are made once, however often the file comes', async () => {
    const { id } = await upload(ann, FILE);
    expect((await reaches(ann, id, 'ready')).rows).toMatchObject({ tasks: 0, known: 2 });
    await ann.ok('POST', `/imports/${id}/cancel`);
  });

  it('go from one person to another without loss', async () => {
    const whole = await ann.ok<Exported>('GET', '/export?format=json');
    expect(whole).toMatchObject({ format: 'parley.tasks', series: [{ rrule: 'FREQ=MONTHLY;BYDAY=3FR' }] });
    const { id } = await upload(ben, JSON.stringify(whole));
    await reaches(ben, id, 'ready');
    await ben.ok('POST', `/imports/${id}/start`);
    await reaches(ben, id, 'completed');
    const copy = await ben.ok<Exported>('GET', '/export?format=json');
    expect(copy.tasks.map(({ title }) => title)).toEqual(whole.tasks.map(({ title }) => title));
  });

  it('may be in a large file, but not in one above the limit', async () => {
    const large = `title,notes\n${`x,${'n'.repeat(900)}\n`.repeat(1_000)}`;
    const { id } = await upload(ben, large);
    await reaches(ben, id, 'ready');
    await ben.ok('POST', `/imports/${id}/cancel`);
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    const refused = await ben.call<Problem>('POST', '/imports', { body, headers: octets });
    expect(refused.status).toBe(413);
  });
});

describe('a calendar feed', () => {
  it('is read by its address alone, until that is replaced', async () => {
    const made = await ann.ok<{ url: string }>('POST', '/calendar-feed', { body: {} });
    const path = new URL(made.url).pathname;
    expect(made.url).toBe(target().url + path);
    const first = await request<string>('GET', path);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(first.body).toContain('SUMMARY:call mom');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await request('GET', path, { headers })).status).toBe(304);
    await ann.make({ title: 'new', due: { local: '2030-01-03' } });
    expect((await request<string>('GET', path, { headers })).body).toContain('SUMMARY:new');
    await ann.ok('POST', '/calendar-feed/rotate');
    expect((await request<Problem>('GET', path)).body.code).toBe('calendar.not-found');
  });
});
