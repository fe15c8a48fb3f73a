import { BusyError, Gate } from './gate.js';

/** A task that ends when told to. */
function aTask(): { started: boolean; end: () => void; run: () => Promise<void> } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const task = {
    started: false,
    end: () => {
      end();
    },
    run: () => {
      task.started = true;
      return ended;
    },
  };
  return task;
}

it('starts as many tasks as it has slots, and the next when one ends', async () => {
  const gate = new Gate(2, 10);
  const tasks = [aTask(), aTask(), aTask()];
  const [first, second, third] = tasks.map((task) => gate.run(task.run));
  await Promise.resolve();
  expect(tasks.map(({ started }) => started)).toEqual([true, true, false]);
  tasks[0]?.end();
  await first;
  tasks[1]?.end();
  tasks[2]?.end();
  await Promise.all([second, third]);
  expect(tasks[2]?.started).toBe(true);
});

it('frees the slot of a task that failed', async () => {
  const gate = new Gate(1, 0);
  await expect(gate.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await expect(gate.run(() => Promise.resolve('done'))).resolves.toBe('done');
});

it('turns away what its line cannot hold', async () => {
  const gate = new Gate(1, 1);
  const task = aTask();
  const running = gate.run(task.run);
  const waiting = gate.run(() => Promise.resolve('waited'));
  await expect(gate.run(() => Promise.resolve())).rejects.toThrow(BusyError);
  task.end();
  await running;
  await expect(waiting).resolves.toBe('waited');
});
