import { Person } from '../support/person.ts';
import type { Task } from '../support/model.ts';
import { JsonClient } from './load/json-client.ts';
import { claimsOf } from '../support/token.ts';

/** People who share a load, in turn. */
export class Crowd {
  readonly people: readonly Person[];
  private readonly client: JsonClient;

  private constructor(people: readonly Person[], client: JsonClient) {
    this.people = people;
    this.client = client;
  }

  static async signUp(count: number, origin: string): Promise<Crowd> {
    const people: Person[] = [];
    for (let i = 0; i < count; i++) people.push(await Person.signUp({ timeZone: 'UTC' }));
    return new Crowd(people, new JsonClient(origin));
  }

  /** The same people, who ask another service that takes their tokens. */
  at(origin: string): Crowd {
    return new Crowd(this.people, new JsonClient(origin));
  }

  /** Tokens are good for ten minutes; every measurement begins with new ones. */
  async renew(): Promise<void> {
    for (const person of this.people) await person.renewToken();
  }

  /** Whose turn it is. */
  person(index: number): Person {
    const person = this.people[index % this.people.length];
    if (person === undefined) throw new Error('The crowd is empty.');
    return person;
  }

  /** Makes a task in the name of whoever's turn it is. */
  async make(
    index: number,
    task: { readonly title: string; readonly [member: string]: unknown },
  ): Promise<Task> {
    const { token } = this.person(index);
    return (await this.client.request<Task>('POST', '/api/v1/tasks', token, task)).body;
  }

  async get<T>(person: Person, path: string): Promise<T> {
    return (await this.client.request<T>('GET', `/api/v1${path}`, person.token)).body;
  }

  /** User ids, as tokens name them. */
  get userIds(): string[] {
    return this.people.map((person) => claimsOf(person).sub);
  }

  get workspaceIds(): string[] {
    return this.people.map((person) => claimsOf(person).wid);
  }

  leave(): void {
    for (const person of this.people) person.leave();
    this.close();
  }

  /** Ends the connections, but not the people's sockets. */
  close(): void {
    this.client.close();
  }
}
