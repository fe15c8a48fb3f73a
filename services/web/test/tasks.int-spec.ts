import { barriers, launchChromium, LAUNCH_MS } from '@parley/testing/browser';
import type { Browser } from 'playwright-core';
import { aPerson, type Person } from './browser.ts';
import { eventually } from './eventually.ts';

let browser: Browser;
let person: Person;

beforeAll(async () => {
  browser = await launchChromium();
}, LAUNCH_MS);
afterAll(() => browser.close());
beforeEach(async () => {
  person = await aPerson(browser);
  await person.signUp();
});
afterEach(async () => {
  expect(person.complaints).toEqual([]);
  await person.close();
});

const filter = () => person.page.getByRole('combobox', { name: 'Filter' });
const titles = () => person.page.locator('[data-list="tasks"] [data-action="open"]').allTextContents();

describe('the task list', () => {
  beforeEach(async () => {
    const { world } = person.server;
    world.add({ title: 'Water the plants', due: world.due(0), tags: ['home'] });
    world.add({ title: 'Renew passport', due: world.due(20) });
    await person.go('tasks');
    await eventually(
      async () => (await titles()).map((title) => title.trim()),
      ['Water the plants', 'Renew passport'],
    );
  });

  it('filters by what is typed and by what is pressed, and says so in the address', async () => {
    await filter().fill('#home');
    await eventually(async () => (await titles()).length, 1);
    await eventually(() => person.page.evaluate(() => location.hash), '#/tasks?q=%23home');
    await person.page.getByRole('button', { name: 'Done', exact: true }).click();
    await person.page.getByText('Nothing done yet').waitFor();
    expect(await filter().inputValue()).toBe('is:done');
    await person.page.getByRole('button', { name: 'Open', exact: true }).click();
    await eventually(async () => (await titles()).length, 2);
    await person.page.goto(`${person.server.url}/#/tasks?q=passport`);
    await eventually(() => filter().inputValue(), 'passport');
    await eventually(async () => (await titles()).length, 1);
  });

  it('says what is wrong with a filter, where, and takes the correction', async () => {
    await filter().fill('milk deu:today');
    await person.page.getByText('Did you mean “due:”?').waitFor();
    expect(await person.page.locator('[data-problem-span] mark').textContent()).toBe('deu:');
    expect(await filter().getAttribute('aria-invalid')).toBe('true');
    expect(await barriers(person.page)).toEqual([]);
    await person.page.getByRole('button', { name: 'Use milk due:today' }).click();
    expect(await filter().inputValue()).toBe('milk due:today');
    await eventually(() => filter().getAttribute('aria-invalid'), 'false');
  });

  it('offers keys, values and tags while typing, for the keyboard alone', async () => {
    await filter().pressSequentially('du');
    await person.page.getByRole('option', { name: 'due:' }).waitFor();
    expect(await filter().getAttribute('aria-expanded')).toBe('true');
    expect(await barriers(person.page)).toEqual([]);
    await filter().press('ArrowDown');
    await filter().press('Enter');
    expect(await filter().inputValue()).toBe('due:');
    await person.page.getByRole('option', { name: 'today' }).waitFor();
    await filter().press('ArrowDown');
    await filter().press('Enter');
    expect(await filter().inputValue()).toBe('due:today ');
    await filter().pressSequentially('-#h');
    await person.page.getByRole('option', { name: '#home' }).click();
    expect(await filter().inputValue()).toBe('due:today -#home ');
    await filter().press('Escape');
    await eventually(() => filter().getAttribute('aria-expanded'), 'false');
  });

  it('marks what was searched for, in titles and in notes', async () => {
    person.server.world.add({ title: 'Call Ana', notes: 'about the plants' });
    await filter().fill('plants');
    await eventually(async () => (await titles()).length, 2);
    await eventually(
      () => person.page.locator('[data-list="tasks"] mark').allTextContents(),
      ['plants', 'plants'],
    );
    await person.page.locator('[data-notes]').getByText('about the plants').waitFor();
  });

  it('says when a mistyped word was corrected', async () => {
    await filter().fill('mlik');
    await person.page.getByText('No task has “mlik”. Showing “milk”.').waitFor();
  });

  it('keeps filters by name, in an order, and shows those of other devices', async () => {
    const { page, server } = person;
    const names = () => page.locator('[data-saved-filter]').allTextContents();
    const save = async (query: string, name: string) => {
      await filter().fill(query);
      await page.getByRole('button', { name: 'Save filter' }).click();
      await page.getByLabel('Name of the filter').fill(name);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
    };
    await save('#home', 'Home');
    await eventually(names, ['Home']);
    await save('due:7d', 'Home');
    await page.getByText('There is a saved filter "Home" already.').waitFor();
    await page.getByLabel('Name of the filter').fill('Week');
    await page.keyboard.press('Enter');
    await eventually(names, ['Home', 'Week']);
    await page.getByRole('button', { name: 'Change filter: Week' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Move forward' }).click();
    await eventually(names, ['Week', 'Home']);
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    expect(await filter().inputValue()).toBe('#home');
    await eventually(async () => (await titles()).length, 1);
    await page.getByRole('button', { name: 'Change filter: Home' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await eventually(names, ['Week']);
    await page.locator('[data-toast]').getByRole('button', { name: 'Undo' }).click();
    await eventually(names, ['Week', 'Home']);
    server.world.filters = [{ id: 'p', name: 'Phone', query: 'p1', position: 0, version: 1 }];
    server.world.record({ type: 'filters.changed', filters: server.world.filters });
    await eventually(names, ['Phone']);
  });

  it('shows what was added elsewhere, and drops what is done', async () => {
    person.server.world.add({ title: 'From the phone' });
    await eventually(async () => (await titles()).length, 3);
    await person.page.getByRole('checkbox', { name: 'Done: Renew passport' }).click();
    await eventually(async () => (await titles()).length, 2);
    await person.page.locator('[data-toast]').getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => (await titles()).length, 3);
  });

  it('is worked with the keyboard alone', async () => {
    await person.page.keyboard.press('j');
    await person.page.keyboard.press('j');
    await person.page.keyboard.press('e');
    const dialog = person.page.getByRole('dialog');
    await dialog.getByLabel('Title').waitFor();
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Renew passport');
    await person.page.keyboard.press('Escape');
    await eventually(() => dialog.count(), 0);
    await person.page.keyboard.press('?');
    await person.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await person.page.keyboard.press('Escape');
    await eventually(() => person.page.getByRole('dialog').count(), 0);
    await person.page.keyboard.press('/');
    await eventually(() => person.composer.evaluate((field) => field === document.activeElement), true);
  });

  it('shows what changed meanwhile and saves over it when the person says so', async () => {
    const task = [...person.server.world.tasks.values()].find(({ title }) => title === 'Renew passport');
    if (task === undefined) throw new Error('A task expected.');
    await person.page.getByRole('article', { name: /Renew passport/ }).hover();
    await person.page.getByRole('button', { name: 'Edit: Renew passport' }).click();
    const dialog = person.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Renew both passports');
    person.server.world.change(task.id, { notes: 'Bring photos' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.locator('[data-conflict]').getByText('Bring photos').waitFor();
    expect(await dialog.getByLabel('Notes').inputValue()).toBe('Bring photos');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await eventually(() => dialog.count(), 0);
    expect(person.server.world.tasks.get(task.id)).toMatchObject({
      title: 'Renew both passports',
      notes: 'Bring photos',
    });
  });

  it('makes a task from the form', async () => {
    await person.page.getByRole('button', { name: 'New task' }).click();
    const dialog = person.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add task' }).click();
    await dialog.getByText('A task needs a title.').waitFor();
    await dialog.getByLabel('Title').fill('Order tea');
    await dialog.getByLabel('Tags').fill('home, kitchen');
    await dialog.getByRole('button', { name: 'Add task' }).click();
    await eventually(async () => (await titles()).length, 3);
  });
});

describe('old buttons', () => {
  it('answer gently when someone else was faster', async () => {
    await person.sayAndHear('call Ana');
    const [task] = person.server.world.tasks.values();
    if (task === undefined) throw new Error('A task expected.');
    person.server.mute = true;
    person.server.world.change(task.id, { status: 'completed' });
    await person.cards.first().getByRole('button', { name: 'Done: call Ana' }).click();
    await person.page.locator('[data-toast]').getByText('Already done.').waitFor();
    await eventually(() => person.cards.first().getAttribute('data-task-status'), 'completed');
  });
});
