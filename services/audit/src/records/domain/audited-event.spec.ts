import { auditedEvent, SYSTEM_WORKSPACE } from './audited-event.js';

const receivedAt = new Date('2026-08-02T00:00:00.000Z');

describe(auditedEvent.name, () => {
  it.each([
    ['of the payload', { workspaceId: 'w1', userId: 'u1' }, 'w1', 'u1'],
    ['of the task in the payload', { task: { workspaceId: 'w2', userId: 'u2' } }, 'w2', 'u2'],
    ['of the system where there is none', { workspaceId: 7, userId: null }, SYSTEM_WORKSPACE, null],
  ])('takes workspace and actor %s', (_, data, workspaceId, actor) => {
    expect(auditedEvent({ id: 'e1', data }, receivedAt)).toMatchObject({ workspaceId, actor });
  });

  it('writes times in UTC with milliseconds', () => {
    expect(auditedEvent({ id: 'e1', time: '2026-08-01T11:00:00+02:00' }, receivedAt).time).toBe(
      '2026-08-01T09:00:00.000Z',
    );
  });

  it.each([undefined, 'noon', 12])('takes the time of receipt when the time is %p', (time) => {
    expect(auditedEvent({ id: 'e1', time }, receivedAt).time).toBe('2026-08-02T00:00:00.000Z');
  });

  it('gives an event without an id the same one each time', () => {
    const [a, b] = [{ data: { x: 1, y: 2 } }, { data: { y: 2, x: 1 } }];
    expect(auditedEvent(a, receivedAt).id).toBe(auditedEvent(b, receivedAt).id);
    expect(auditedEvent({ data: { x: 2 } }, receivedAt).id).not.toBe(auditedEvent(a, receivedAt).id);
  });

  it.each([null, 'text', 7, []])('keeps %p, which is no event at all', (delivered) => {
    expect(auditedEvent(delivered, receivedAt)).toMatchObject({
      type: 'unknown',
      workspaceId: SYSTEM_WORKSPACE,
    });
  });
});
