import { launchChromium, LAUNCH_MS } from '@parley/testing/browser';
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

  it('filters by what is typed and by what is pressed', async () => {
    await person.page.getByRole('searchbox', { name: 'Filter' }).fill('#home');
    await eventually(async () => (await titles()).length, 1);
    await person.page.getByRole('searchbox', { name: 'Filter' }).fill('');
    await person.page.getByRole('button', { name: 'Done', exact: true }).click();
    await person.page.getByText('Nothing done yet').waitFor();
  });

  it('says what is wrong with a filter', async () => {
    await person.page.getByRole('searchbox', { name: 'Filter' }).fill('deu:today');
    await person.page.getByText('Did you mean “due:”?').waitFor();
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
