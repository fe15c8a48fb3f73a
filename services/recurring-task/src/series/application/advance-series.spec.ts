import type { AdvanceSeriesRequest, SeriesSnapshot, TaskSnapshot } from '@parley/contracts';
import { AdvanceSeries } from './advance-series.js';
import { IncompleteOccurrenceError } from './errors.js';
import { SeriesOwner } from './series-owner.js';

const SERIES_ID = '0190c3a5-0000-7000-8000-000000000001';
const TASK_ID = '0190c3a5-0000-7000-8000-000000000002';

class RecordingOwner extends SeriesOwner {
  readonly requests: AdvanceSeriesRequest[] = [];

  override advance(request: AdvanceSeriesRequest): Promise<void> {
    this.requests.push(request);
    return Promise.resolve();
  }
}

function aSeries(overrides: Partial<SeriesSnapshot> = {}): SeriesSnapshot {
  return {
    seriesId: SERIES_ID,
    rrule: 'FREQ=DAILY',
    civilStart: '2026-08-01T09:00',
    zone: 'America/New_York',
    mode: 'fixed',
    missed: 'jump',
    exdates: [],
    ahead: 1,
    version: 1,
    ...overrides,
  };
}

function aTask(overrides: Partial<TaskSnapshot> = {}): TaskSnapshot {
  return {
    taskId: TASK_ID,
    workspaceId: 'w1',
    userId: 'u1',
    conversationId: '0190c3a5-0000-7000-8000-000000000003',
    number: 1,
    title: 'Water the plants',
    status: 'completed',
    priority: 'medium',
    tags: [],
    reminders: [],
    series: aSeries(),
    occurrenceKey: '2026-08-01T09:00',
    completedAt: '2026-08-01T12:00:00.000Z',
    version: 2,
    ...overrides,
  };
}

async function requestsFor(task: TaskSnapshot): Promise<AdvanceSeriesRequest[]> {
  const owner = new RecordingOwner();
  await new AdvanceSeries(owner).execute(task);
  return owner.requests;
}

describe(AdvanceSeries.name, () => {
  it('asks for nothing when a one-off task is completed', async () => {
    const task = aTask();
    delete task.series;
    expect(await requestsFor(task)).toEqual([]);
  });

  it('asks for the next occurrence with its wall-clock time and its instant', async () => {
    expect(await requestsFor(aTask())).toEqual([
      {
        seriesId: SERIES_ID,
        workspaceId: 'w1',
        userId: 'u1',
        completedKey: '2026-08-01T09:00',
        completedAt: '2026-08-01T12:00:00.000Z',
        seriesVersion: 1,
        outcome: 'next',
        next: {
          key: '2026-08-02T09:00',
          due: {
            kind: 'datetime',
            local: '2026-08-02T09:00',
            zone: 'America/New_York',
            at: '2026-08-02T13:00:00.000Z',
          },
        },
        skipped: [],
      },
    ]);
  });

  it('asks for a whole day without a time', async () => {
    const [request] = await requestsFor(
      aTask({ series: aSeries({ civilStart: '2026-08-01' }), occurrenceKey: '2026-08-01' }),
    );
    expect(request?.next).toEqual({ key: '2026-08-02', due: { kind: 'date', date: '2026-08-02' } });
  });

  it('names the occurrences that passed meanwhile, once', async () => {
    const requests = await requestsFor(
      aTask({ series: aSeries({ ahead: 2 }), completedAt: '2026-08-04T12:00:00.000Z' }),
    );
    expect(requests.map(({ next, skipped }) => [next?.key, skipped])).toEqual([
      ['2026-08-04T09:00', ['2026-08-02T09:00', '2026-08-03T09:00']],
      ['2026-08-05T09:00', []],
    ]);
  });

  it('says that the series ended after its last occurrence', async () => {
    const requests = await requestsFor(aTask({ series: aSeries({ rrule: 'FREQ=DAILY;COUNT=1' }) }));
    expect(requests).toMatchObject([{ outcome: 'ended', skipped: [] }]);
    expect(requests[0]).not.toHaveProperty('next');
  });

  it('gives the second pass of a repeated hour its wall-clock time without the offset', async () => {
    const [request] = await requestsFor(
      aTask({
        series: aSeries({ rrule: 'FREQ=HOURLY', civilStart: '2026-11-01T00:00' }),
        occurrenceKey: '2026-11-01T01:00',
        completedAt: '2026-11-01T05:10:00.000Z',
      }),
    );
    expect(request?.next).toEqual({
      key: '2026-11-01T01:00-05:00',
      due: {
        kind: 'datetime',
        local: '2026-11-01T01:00',
        zone: 'America/New_York',
        at: '2026-11-01T06:00:00.000Z',
      },
    });
  });

  it.each([
    [2, 'next'],
    [3, 'ended'],
  ])(
    'goes by the number of completions, %i, when the series follows them: %s',
    async (completions, outcome) => {
      const series = aSeries({ mode: 'completion', rrule: 'FREQ=DAILY;COUNT=3', completions });
      expect(await requestsFor(aTask({ series }))).toMatchObject([{ outcome }]);
    },
  );

  it('asks for the same when the event is delivered again', async () => {
    expect(await requestsFor(aTask())).toEqual(await requestsFor(aTask()));
  });

  it.each([
    ['occurrence key', (task: TaskSnapshot) => delete task.occurrenceKey],
    ['completion time', (task: TaskSnapshot) => delete task.completedAt],
    [
      'number of completions',
      (task: TaskSnapshot) => (task.series = aSeries({ mode: 'completion', rrule: 'FREQ=DAILY;COUNT=3' })),
    ],
  ])('gives up an event without the %s', async (missing, remove) => {
    const task = aTask();
    remove(task);
    const asked = requestsFor(task);
    await expect(asked).rejects.toBeInstanceOf(IncompleteOccurrenceError);
    await expect(asked).rejects.toThrow(missing);
  });

  it('leaves a failure of the owner to the delivery', async () => {
    const failure = new Error('away');
    class AbsentOwner extends SeriesOwner {
      override advance(): Promise<void> {
        return Promise.reject(failure);
      }
    }
    await expect(new AdvanceSeries(new AbsentOwner()).execute(aTask())).rejects.toBe(failure);
  });
});
