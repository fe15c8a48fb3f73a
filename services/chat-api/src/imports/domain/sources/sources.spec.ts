import type { SourceContext, SourceRow, TaskSource, UntakenRow } from '../source-row.js';
import { decodeFile, formatOf, readers, type SourceFormat } from './readers.js';

const context: SourceContext = {
  now: new Date('2026-11-21T15:00:00Z'),
  zone: 'America/New_York',
  locale: 'en-US',
  name: null,
};

async function read(
  format: SourceFormat,
  text: string,
  more: Partial<SourceContext> = {},
): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of readers[format](text, { ...context, ...more })) rows.push(row);
  return rows;
}
const tasks = (rows: readonly SourceRow[]) => rows.filter((row): row is TaskSource => row.kind === 'task');
const untaken = (rows: readonly SourceRow[]) =>
  rows
    .filter((row): row is UntakenRow => row.kind === 'untaken')
    .map(({ line, outcome, reason }) => ({ line, outcome, reason }));

describe('a Todoist CSV file', () => {
  const text = [
    'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE',
    'section,Indoors,,,,,,,,',
    'task,Water plants @garden @daily_care,"Two lines\nof text",1,1,,,every 3rd friday,en,Europe/Berlin',
    'note,Only the big ones,,,,Somebody,,,,',
    'task,Buy a can,,4,2,,,2020-05-01,en,',
    'task,Mystery,,4,1,,,when pigs fly,en,',
    ',,,,,,,,,',
    'task,Müll rausbringen,,3,1,,,jeden Tag um 8 Uhr,de,Europe/Berlin',
  ].join('\n');

  it('gives tasks with what the words about dates mean', async () => {
    const [plants, can, waste] = tasks(await read('todoist-csv', text, { name: 'Flat [12345].csv' }));
    expect(plants).toMatchObject({
      line: 4,
      task: {
        ...{
          title: 'Water plants',
          priority: 'high',
          tags: ['garden', 'daily_care'],
          list: 'Flat / Indoors',
        },
        notes: 'Two lines\nof text\n\nOnly the big ones',
        due: { kind: 'date', date: '2026-12-18', zone: 'Europe/Berlin' },
        recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=3FR', civilStart: '2026-12-18', mode: 'fixed' },
      },
    });
    expect(can?.task).toMatchObject({
      priority: 'low',
      notes: 'Part of: Water plants',
      due: { date: '2020-05-01' },
    });
    expect(waste?.task).toMatchObject({
      due: { kind: 'datetime', local: '2026-11-22T08:00', zone: 'Europe/Berlin' },
      recurrence: { rrule: 'FREQ=DAILY' },
    });
  });

  it('names the line of what it does not understand', async () => {
    expect(untaken(await read('todoist-csv', text))).toEqual([
      { line: 7, outcome: 'refused', reason: '"when pigs fly" is no date that is understood' },
    ]);
  });
});

it('a Todoist backup gives tasks with their project, section, comments, labels and reminders', async () => {
  const item = (id: string, content: string, more: object = {}) => ({
    id,
    content,
    priority: 1,
    labels: [],
    ...more,
  });
  const rows = await read(
    'todoist-json',
    JSON.stringify({
      projects: [
        { id: 'p1', name: 'Inbox', inbox_project: true },
        { id: 'p2', name: 'Garden' },
      ],
      sections: [{ id: 's1', name: 'Beds' }],
      notes: [{ item_id: 'i1', content: 'with care' }],
      reminders: [{ item_id: 'i2', type: 'relative', minute_offset: 30 }],
      items: [
        item('i1', 'Dig', {
          ...{ project_id: 'p2', section_id: 's1', priority: 4, labels: ['spring', 'no#tag'] },
          due: { date: '2026-11-30', string: 'ev mon', lang: 'en', is_recurring: true },
        }),
        item('i2', 'Call', {
          project_id: 'p1',
          due: {
            date: '2026-12-01T14:00:00Z',
            string: 'dec 1 3pm',
            timezone: 'Europe/Berlin',
            is_recurring: false,
          },
        }),
        item('i3', 'Done', {
          checked: true,
          completed_at: '2026-01-02T03:04:05Z',
          added_at: '2026-01-01T00:00:00Z',
        }),
        item('i4', 'Gone', { is_deleted: true }),
        item('i5', 'Odd', { due: { date: '2026-11-30', string: 'every blue moon', is_recurring: true } }),
      ],
    }),
  );
  expect(tasks(rows).map(({ key, task, remarks }) => ({ key, ...task, remarks }))).toMatchObject([
    {
      ...{ key: 'todoist:i1', list: 'Garden / Beds', priority: 'high', tags: ['spring'] },
      notes: 'with care\n\nTags: no#tag',
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=MO', civilStart: '2026-11-30' },
      remarks: ['not taken as tags, but into the notes: no#tag'],
    },
    {
      ...{ title: 'Call', list: null, due: { local: '2026-12-01T15:00', zone: 'Europe/Berlin' } },
      reminders: [{ kind: 'offset', minutes: 30 }],
    },
    {
      title: 'Done',
      completedAt: new Date('2026-01-02T03:04:05Z'),
      createdAt: new Date('2026-01-01T00:00:00Z'),
    },
  ]);
  expect(untaken(rows)).toMatchObject([
    { line: 4, outcome: 'skipped' },
    { line: 5, outcome: 'refused', reason: expect.stringContaining('every blue moon') as string },
  ]);
});

it('a Vikunja export gives tasks with their labels, reminders and repetition', async () => {
  const none = '0001-01-01T00:00:00Z';
  const rows = await read(
    'vikunja',
    JSON.stringify([
      {
        title: 'House',
        tasks: [
          {
            ...{ id: 7, title: 'Clean', description: '<p>All &amp; <b>everything</b></p>', priority: 5 },
            ...{ due_date: '2026-12-01T14:00:00Z', repeat_after: 1_209_600, labels: [{ title: 'Home' }] },
            reminders: [{ reminder: none, relative_period: -3600, relative_to: 'due_date' }],
          },
          { id: 8, title: 'Rent', due_date: '2026-12-01T05:00:00Z', repeat_mode: 1 },
          { id: 9, title: 'Tea', due_date: none, done: true, done_at: '2026-02-03T04:05:06Z', done_extra: 1 },
          { id: 10, title: '' },
          { id: 11, title: 'Odd', due_date: '2026-12-01T14:00:00Z', repeat_after: 1234 },
        ],
      },
    ]),
  );
  expect(tasks(rows)).toMatchObject([
    {
      key: 'vikunja:7',
      task: {
        ...{ notes: 'All & everything', priority: 'high', tags: ['home'], list: 'House' },
        due: { local: '2026-12-01T09:00' },
        recurrence: { rrule: 'FREQ=WEEKLY;INTERVAL=2' },
        reminders: [{ kind: 'offset', minutes: 60 }],
      },
    },
    { task: { due: { kind: 'date', date: '2026-12-01' }, recurrence: { rrule: 'FREQ=MONTHLY' } } },
    { task: { due: null, completedAt: new Date('2026-02-03T04:05:06Z') } },
    { remarks: [expect.stringContaining('1234 seconds')] },
  ]);
  expect(untaken(rows)).toEqual([{ line: 4, outcome: 'refused', reason: 'it has no title' }]);
});

describe('a table', () => {
  it('is read by the names of its columns, whatever separates them', async () => {
    const text =
      'Name;Due Date;Labels;Priority;Repeat;Done\r\n"a;b";tomorrow at 3pm;x, y;p1;;\r\nc;2026-12-01;;;FREQ=WEEKLY;\r\nd;;;;every monday;\r\ne;yesterday;;?;;x\r\n';
    const rows = await read('csv', text);
    expect(tasks(rows).map(({ task }) => task)).toMatchObject([
      { title: 'a;b', tags: ['x', 'y'], priority: 'high', due: { local: '2026-11-22T15:00' } },
      { due: { date: '2026-12-01' }, recurrence: { rrule: 'FREQ=WEEKLY', civilStart: '2026-12-01' } },
      { due: { date: '2026-11-23' }, recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=MO' } },
      { due: { date: '2026-11-20' }, completedAt: context.now },
    ]);
    expect(tasks(rows)[3]?.remarks).toEqual(['the priority "?" is not known']);
  });

  it('knows its rows again, and tells equal ones apart', async () => {
    const once = tasks(await read('csv', 'title\nsame\nsame\nother\n')).map(({ key }) => key);
    const again = tasks(await read('csv', 'title\nother\nsame\nsame\n')).map(({ key }) => key);
    expect(new Set(once).size).toBe(3);
    expect(new Set(again)).toEqual(new Set(once));
  });

  it('keeps what does not fit into a task in the notes', async () => {
    const title = 'long '.repeat(200).trim();
    const [row] = tasks(await read('csv', `title,tags\n${title},"a,b,c,d,e,f"\n`));
    expect([...(row?.task.title ?? '')]).toHaveLength(500);
    expect(row?.task.notes).toBe(`${title}\n\nTags: f`);
    expect(row?.remarks).toHaveLength(2);
  });
});

describe('an iCalendar file', () => {
  const calendar = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
  const todo = (...lines: string[]) => ['BEGIN:VTODO', ...lines, 'END:VTODO'];

  it('gives its VTODOs, with a rule as it was written', async () => {
    const rule = 'INTERVAL=2;FREQ=WEEKLY;BYDAY=MO,\r\n WE';
    const rows = await read(
      'ics',
      calendar(
        ...todo(
          'UID:1',
          'SUMMARY:A\\, b',
          'PRIORITY:9',
          'CATEGORIES:x,y',
          'DUE;TZID=Europe/Berlin:20261123T090000',
          `RRULE:${rule}`,
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'TRIGGER;RELATED=END:-PT10M',
          'END:VALARM',
        ),
        ...todo(
          'UID:2',
          'SUMMARY:Done',
          'STATUS:COMPLETED',
          'COMPLETED:20260102T030405Z',
          'DUE;VALUE=DATE:20260101',
        ),
        ...['BEGIN:VEVENT', 'UID:3', 'SUMMARY:Party', 'DTSTART:20261123T090000Z', 'END:VEVENT'],
        ...todo('UID:4', 'SUMMARY:Elsewhere', 'DUE;TZID=Mars/Crater:20261123T090000'),
      ),
    );
    expect(tasks(rows)).toMatchObject([
      {
        key: 'ics:1',
        task: {
          ...{
            title: 'A, b',
            priority: 'low',
            tags: ['x', 'y'],
            due: { local: '2026-11-23T09:00', zone: 'Europe/Berlin' },
          },
          recurrence: { rrule: 'INTERVAL=2;FREQ=WEEKLY;BYDAY=MO,WE', civilStart: '2026-11-23T09:00' },
          reminders: [{ kind: 'offset', minutes: 10 }],
        },
      },
      { task: { completedAt: new Date('2026-01-02T03:04:05Z'), due: { kind: 'date', date: '2026-01-01' } } },
      { task: { due: { zone: 'America/New_York' } }, remarks: [expect.stringContaining('Mars/Crater')] },
    ]);
    expect(untaken(rows)).toEqual([{ line: 23, outcome: 'skipped', reason: 'a VEVENT is no task' }]);
  });

  it('takes a series where it stands, and its done occurrences by themselves', async () => {
    const rows = await read(
      'ics',
      calendar(
        ...todo(
          'UID:s',
          'SUMMARY:Plants',
          'DTSTART;VALUE=DATE:20261101',
          'RRULE:FREQ=DAILY',
          'EXDATE;VALUE=DATE:20261125',
        ),
        ...todo(
          'UID:s',
          'RECURRENCE-ID;VALUE=DATE:20261120',
          'SUMMARY:Plants',
          'DUE;VALUE=DATE:20261120',
          'STATUS:COMPLETED',
          'COMPLETED:20261120T100000Z',
        ),
        ...todo(
          'UID:s',
          'RECURRENCE-ID;VALUE=DATE:20261121',
          'SUMMARY:Plants today',
          'DUE;VALUE=DATE:20261121',
        ),
      ),
    );
    expect(tasks(rows)).toMatchObject([
      {
        key: 'ics:s',
        task: {
          ...{ title: 'Plants today', due: { date: '2026-11-21' } },
          recurrence: { rrule: 'FREQ=DAILY', civilStart: '2026-11-01', exdates: ['2026-11-25'] },
        },
      },
      { key: 'ics:s:2026-11-20', task: { title: 'Plants', completedAt: new Date('2026-11-20T10:00:00Z') } },
    ]);
    expect(tasks(rows)[1]?.task.recurrence).toBeUndefined();
  });

  it('goes on after a component with a mistake', async () => {
    const rows = await read(
      'ics',
      calendar(...todo('UID:1', 'SUMMARY:a', 'NO COLON HERE'), ...todo('UID:2', 'SUMMARY:b')),
    );
    expect(tasks(rows).map(({ task }) => task.title)).toEqual(['b']);
    expect(untaken(rows)).toEqual([{ line: 3, outcome: 'refused', reason: 'it is no valid VTODO' }]);
  });
});

describe('a file', () => {
  it.each([
    ['BEGIN:VCALENDAR\n', 'ics'],
    ['{ "format": "parley.tasks", "version": 1', 'parley'],
    ['{"version": 1, "format": "parley.tasks"}', 'parley'],
    ['{"items": []}', 'todoist-json'],
    ['[{"title": "a", "tasks": []}]', 'vikunja'],
    ['TYPE,CONTENT,PRIORITY\n', 'todoist-csv'],
    ['"Title","Due"\n', 'csv'],
    ['title\n', 'csv'],
  ])('is known by what is in it: %s', (text, format) => {
    expect(formatOf(text)).toBe(format);
  });

  it.each(['{"a": 1}', '[1, 2]', '{', 'hello there', ''])('that is none of these is refused: %s', (text) => {
    expect(() => formatOf(text)).toThrow(expect.objectContaining({ code: 'import.unreadable' }) as Error);
  });

  it('that is an archive, or no UTF-8, is refused with what to do', () => {
    expect(() => decodeFile(Buffer.from('PK\u0003\u0004'))).toThrow(/Unpack/);
    expect(() => decodeFile(Buffer.from([0x74, 0xff]))).toThrow(/UTF-8/);
    expect(decodeFile(Buffer.from('\ufefftitle'))).toBe('title');
  });

  it.each([
    ['parley', '[]'],
    ['parley', '{"format":"parley.tasks","version":2}'],
    ['todoist-json', '{"items": ['],
    ['csv', 'title,notes\n"a,b\n'],
    ['ics', 'BEGIN:VCALENDAR\nBEGIN:VTODO\n'],
    ['ics', 'BEGIN:VCALENDAR\nEND:VTODO\n'],
  ] as const)('of the kind %s that breaks off or is another is refused', async (format, text) => {
    await expect(read(format, text)).rejects.toMatchObject({ code: 'import.unreadable' });
  });
});
