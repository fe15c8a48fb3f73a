import { Injectable } from '@nestjs/common';
import { SidecarClient } from '../sidecar/sidecar-client.js';
import { components } from '../sidecar/sidecar-options.js';

/** Secrets of this app, from the `parley-secrets` store. */
@Injectable()
export class Secrets {
  constructor(private readonly sidecar: SidecarClient) {}

  /**
   * @param name of the secret, e.g. `chat-api-database`
   * @param key within it, e.g. `url`
   * @throws SidecarError when the store refuses; Error when the secret lacks the key
   */
  async get(name: string, key: string): Promise<string> {
    return (await this.getAccepted(name, key))[0];
  }

  /**
   * A value and what is as good as it while it is rotated, `<key>.accepted` of the same secret. The first is the one
   * to use, each is to be taken from others.
   * @throws SidecarError when the store refuses; Error when the secret lacks the key
   */
  async getAccepted(name: string, key: string): Promise<readonly [string, ...string[]]> {
    const answer = await this.sidecar.expect({
      method: 'GET',
      path: `/v1.0/secrets/${components.secrets}/${encodeURIComponent(name)}`,
      operation: `read secret ${name}`,
    });
    const values = JSON.parse(answer.text) as Record<string, string>;
    const { [key]: value, [`${key}.accepted`]: accepted } = values;
    if (value === undefined) throw new Error(`Secret ${name} has no key "${key}".`);
    return accepted === undefined ? [value] : [value, accepted];
  }
}
