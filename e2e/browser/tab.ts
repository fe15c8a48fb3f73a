import type { Browser, BrowserContextOptions, ConsoleMessage, Locator, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { target } from '../support/target.ts';

export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export type Screen = 'conversation' | 'tasks' | 'reminders' | 'settings';

/** Nobody else's, so that tests do not see each other's data. */
export function newAccount(name = 'Ann Lee'): Account {
  return { name, email: `${randomUUID()}@example.test`, password: `pass-${randomUUID()}` };
}

/** What Chromium says of its own accord when the network or the services are away. */
const NETWORK = /net::ERR_|WebSocket connection to|the server responded with a status of 50[234]/;

/** A browser of somebody's, with its own cookies and storage, and one page in it. */
export class Tab {
  readonly page: Page;
  /** Script errors, and what the page or Chromium wrote to the console as an error. */
  readonly complaints: string[] = [];
  private networkMayFail = false;

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      this.note(message);
    });
  }

  static async open(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
    const context = await browser.newContext({
      baseURL: target().url,
      viewport: { width: 1280, height: 800 },
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(10_000);
    return new Tab(await context.newPage());
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  /** The messages of the conversation. */
  get log(): Locator {
    return this.page.getByRole('log');
  }

  /** What Parley answered, oldest first. */
  get answers(): Locator {
    return this.log.locator('[data-author="parley"]');
  }

  /** Cards of tasks in the conversation, oldest first. */
  get cards(): Locator {
    return this.log.locator('[data-block="task"] [data-task-id]');
  }

  /** Cards in the conversation of the task with this number. */
  card(number: number): Locator {
    return this.cards.and(this.page.locator(`[data-task-number="${number}"]`));
  }

  /** Rows of the list of tasks, on its own screen or beside the conversation. */
  get rows(): Locator {
    return this.page.locator('[data-list="tasks"] [data-task-id]');
  }

  row(number: number): Locator {
    return this.rows.and(this.page.locator(`[data-task-number="${number}"]`));
  }

  /** A message of the person; `status` is `sent` once the server has it. */
  mine(text: string, status?: 'sending' | 'waiting' | 'sent'): Locator {
    const selector = status === undefined ? '' : `[data-status="${status}"]`;
    return this.log.locator(`[data-author="user"]${selector}`).filter({
      has: this.page.getByText(text, { exact: true }),
    });
  }

  /** All that the person said, sent or not, oldest first. */
  said(): Promise<string[]> {
    return this.log.locator('[data-author="user"] .bubble').allTextContents();
  }

  reminder(title: string): Locator {
    return this.log.locator('[data-block="reminder"]').filter({ hasText: title });
  }

  /** The instant at which the task with this number is due, as its newest card says, in milliseconds. */
  async due(number: number): Promise<number> {
    const at = await this.card(number).last().locator('time').getAttribute('datetime');
    return Date.parse(at ?? '');
  }

  /** Notes from now on when the first reminder appears; {@link reminderSeen} reads it. */
  watchForReminder(): Promise<void> {
    return this.page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('[data-block="reminder"]') === null) return;
        document.documentElement.dataset['reminderSeen'] = String(Date.now());
        observer.disconnect();
      }).observe(document.body, { subtree: true, childList: true });
    });
  }

  /** Waits for the first reminder, and says when it was there, in milliseconds. */
  async reminderSeen(withinMs: number): Promise<number> {
    const noted = this.page.locator('html[data-reminder-seen]');
    await noted.waitFor({ state: 'attached', timeout: withinMs });
    return Number(await noted.getAttribute('data-reminder-seen'));
  }

  async signUp({ name, email, password }: Account): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('button', { name: 'Create an account' }).click();
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await this.loaded('conversation');
  }

  async signIn({ email, password }: Account): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.loaded('conversation');
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.loaded('conversation');
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Says something and gives back Parley's answer to it. */
  async ask(text: string): Promise<Locator> {
    const before = await this.answers.count();
    await this.say(text);
    const answer = this.answers.nth(before);
    await answer.waitFor();
    return answer;
  }

  async go(screen: Screen): Promise<void> {
    await this.page.locator(`[data-nav="${screen}"]`).click();
    await this.loaded(screen);
  }

  /** Runs something during which requests and sockets may fail; every other complaint still counts. */
  async losingTheNetwork(during: () => Promise<void>): Promise<void> {
    this.networkMayFail = true;
    try {
      await during();
    } finally {
      this.networkMayFail = false;
    }
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  /** Waits until the screen is there and has read what it shows. */
  async loaded(screen: Screen): Promise<void> {
    await this.page.locator(`[data-screen="${screen}"]`).waitFor();
    await this.page.locator('body:not(:has([aria-busy="true"]))').waitFor();
  }

  private note(message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    if (this.networkMayFail && NETWORK.test(message.text())) return;
    this.complaints.push(`${message.text()} (${message.location().url})`);
  }
}
