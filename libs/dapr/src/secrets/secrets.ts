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
    const answer = await this.sidecar.expect({
      method: 'GET',
      path: `/v1.0/secrets/${components.secrets}/${encodeURIComponent(name)}`,
      operation: `read secret ${name}`,
    });
    const value = (JSON.parse(answer.text) as Record<string, string>)[key];
    if (value === undefined) throw new Error(`Secret ${name} has no key "${key}".`);
    return value;
  }
}
