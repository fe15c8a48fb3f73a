import { Injectable } from '@nestjs/common';
import { SidecarClient } from '../sidecar/sidecar-client.js';
import { SidecarError } from '../sidecar/sidecar-error.js';
import { components } from '../sidecar/sidecar-options.js';

/** A value and the ETag under which it may be replaced. */
export interface StateEntry<T> {
  readonly value: T;
  readonly etag: string;
}

/** Keys and values in the `statestore` component; keys are private to this app. */
@Injectable()
export class StateStore {
  constructor(private readonly sidecar: SidecarClient) {}

  async get<T>(key: string): Promise<StateEntry<T> | undefined> {
    const answer = await this.sidecar.expect({
      method: 'GET',
      path: `/v1.0/state/${components.statestore}/${encodeURIComponent(key)}?consistency=strong`,
      operation: 'read state',
    });
    if (answer.status === 204 || answer.text === '') return undefined;
    return { value: JSON.parse(answer.text) as T, etag: String(answer.headers['etag'] ?? '') };
  }

  /**
   * Writes a value, first write wins.
   * @param etag of the value being replaced; absent for a key that must not exist yet
   * @returns false when another writer came first
   */
  async put(
    key: string,
    value: unknown,
    options: { etag?: string; ttlSeconds?: number } = {},
  ): Promise<boolean> {
    const answer = await this.sidecar.request({
      method: 'POST',
      path: `/v1.0/state/${components.statestore}`,
      body: [
        {
          key,
          value,
          ...(options.etag !== undefined && { etag: options.etag }),
          options: { concurrency: 'first-write', consistency: 'strong' },
          ...(options.ttlSeconds && { metadata: { ttlInSeconds: String(options.ttlSeconds) } }),
        },
      ],
      operation: 'write state',
    });
    if (answer.status === 409) return false;
    // For a key that must not exist, stores say only that they failed.
    if (answer.status === 500 && options.etag === undefined && (await this.get(key))) return false;
    if (answer.status >= 300) throw new SidecarError('write state', answer.status, answer.text);
    return true;
  }

  async delete(key: string): Promise<void> {
    await this.sidecar.expect({
      method: 'DELETE',
      path: `/v1.0/state/${components.statestore}/${encodeURIComponent(key)}`,
      operation: 'delete state',
    });
  }
}
