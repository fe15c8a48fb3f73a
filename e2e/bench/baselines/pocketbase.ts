import type { Stack } from '@parley/stack';
import { randomUUID } from 'node:crypto';
import { JsonClient } from '../load/json-client.ts';
import { pidOf } from './program.ts';
import { TASKS_COLLECTION } from './pocketbase-schema.ts';
import { startPocketBaseProgram, type PocketBaseProgram, type Synchronous } from './pocketbase-program.ts';
import { PocketBaseSubscription } from './pocketbase-subscription.ts';

interface User {
  readonly id: string;
  readonly token: string;
}

/** PocketBase with as many users as the crowd has people, and a collection of their tasks. */
export class PocketBase {
  readonly program: PocketBaseProgram;
  readonly users: readonly User[];
  private readonly client: JsonClient;
  private subscriptions: PocketBaseSubscription[] = [];

  private constructor(program: PocketBaseProgram, users: readonly User[], client: JsonClient) {
    this.program = program;
    this.users = users;
    this.client = client;
  }

  static async start(stack: Stack, synchronous: Synchronous, people: number): Promise<PocketBase> {
    const program = await startPocketBaseProgram(stack, synchronous);
    const client = new JsonClient(program.origin);
    const admin = await signIn(client, '_superusers', program.superuser);
    await client.request('POST', '/api/collections', admin.token, TASKS_COLLECTION);
    const users: User[] = [];
    for (let i = 0; i < people; i++) {
      const account = { identity: `${randomUUID()}@example.test`, password: randomUUID() };
      const { identity: email, password } = account;
      await client.request('POST', '/api/collections/users/records', admin.token, {
        ...{ email, password, passwordConfirm: password },
      });
      users.push(await signIn(client, 'users', account));
    }
    return new PocketBase(program, users, client);
  }

  get processes(): number[] {
    return [pidOf(this.program.process)];
  }

  /** Makes a task in the name of whoever's turn it is. @param priority 1 high, 2 medium, 3 low */
  async make(
    index: number,
    task: { readonly title: string; readonly tags?: readonly string[]; readonly priority?: number },
  ): Promise<void> {
    const user = this.user(index);
    await this.client.request('POST', '/api/collections/tasks/records', user.token, {
      ...{ owner: user.id, status: 'open', priority: 2, tags: [], reminders: [], version: 1 },
      ...task,
    });
  }

  /** How many tasks of the first user a filter matches; their first page is read. -1 when they are not counted. */
  async list(query: Readonly<Record<string, string>>): Promise<number> {
    const path = `/api/collections/tasks/records?${new URLSearchParams(query).toString()}`;
    const answer = await this.client.request<{ totalItems: number }>('GET', path, this.user(0).token);
    return answer.body.totalItems;
  }

  /** Subscribes the first users to their tasks. @param heard is told the title of every task that is pushed */
  async subscribe(people: number, heard: (title: string) => void): Promise<void> {
    for (const { token } of this.users.slice(0, people))
      this.subscriptions.push(
        await PocketBaseSubscription.open(this.program.origin, this.client, token, heard),
      );
  }

  unsubscribe(): void {
    for (const subscription of this.subscriptions) subscription.close();
    this.subscriptions = [];
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    this.client.close();
    await this.program.process.stop();
  }

  private user(index: number): User {
    const user = this.users[index % this.users.length];
    if (user === undefined) throw new Error('There are no users.');
    return user;
  }
}

async function signIn(
  client: JsonClient,
  collection: string,
  account: { readonly identity: string; readonly password: string },
): Promise<User> {
  const path = `/api/collections/${collection}/auth-with-password`;
  const { body } = await client.request<{ token: string; record: { id: string } }>('POST', path, '', account);
  return { id: body.record.id, token: body.token };
}
