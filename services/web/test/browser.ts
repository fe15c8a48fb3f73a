import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type FakeServer, startFakeServer } from './fake-server.ts';

/** A signed-in person in front of the built page, with the server behind it in the test's hands. */
export class Person {
  readonly page: Page;
  readonly server: FakeServer;
  /** What the page complained about: script errors, and breaches of the content security policy. */
  readonly complaints: string[] = [];

  constructor(page: Page, server: FakeServer) {
    this.page = page;
    this.server = server;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.complaints.push(message.text());
    });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  /** Messages of the person, oldest first. */
  get mine(): Locator {
    return this.page.locator('[data-author="user"]');
  }

  get cards(): Locator {
    return this.page.locator('[role="log"] [data-block="task"] [data-task-id]');
  }

  async signUp(email = 'ana@example.org'): Promise<void> {
    const { page } = this;
    await page.goto(this.server.url);
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('Name').fill('Ana Ruiz');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('correct horse');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.locator('[data-screen="conversation"]').waitFor();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Says something and waits until the server has it. */
  async sayAndHear(text: string): Promise<void> {
    const before = await this.page.locator('[data-author="parley"]').count();
    await this.say(text);
    await this.page.locator('[data-author="parley"]').nth(before).waitFor();
  }

  async go(screen: 'conversation' | 'tasks' | 'reminders' | 'settings'): Promise<void> {
    await this.page.locator(`[data-nav="${screen}"]`).click();
    await this.page.locator(`[data-screen="${screen}"]`).waitFor();
  }

  async close(): Promise<void> {
    await this.page.context().close();
    await this.server.stop();
  }
}

/** Someone new, on a server of their own. */
export async function aPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const server = await startFakeServer();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    ...options,
  });
  return new Person(await context.newPage(), server);
}
