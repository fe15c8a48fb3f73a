import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Secrets = Record<string, Record<string, string>>;

/**
 * The file behind the local secret store: secret name, then key, then value. Passwords and keys are made once and
 * stay; addresses are written anew at each start, since ports may change.
 */
export class SecretsFile {
  private readonly file: string;
  private readonly secrets: Secrets;

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.file = path.join(dir, 'secrets.json');
    this.secrets = existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Secrets) : {};
  }

  /** The value that is there, else a new random one. */
  random(name: string, key: string): string {
    const secret = (this.secrets[name] ??= {});
    return (secret[key] ??= randomBytes(32).toString('base64url'));
  }

  /** The password inside a connection string stored earlier, else a new random one. */
  passwordIn(name: string, key: string): string {
    const url = this.secrets[name]?.[key];
    return url === undefined
      ? randomBytes(24).toString('base64url')
      : decodeURIComponent(new URL(url).password);
  }

  set(name: string, key: string, value: string): void {
    (this.secrets[name] ??= {})[key] = value;
  }

  /** Writes the file at once or not at all; only its owner may read it. */
  save(): void {
    const next = `${this.file}.next`;
    writeFileSync(next, `${JSON.stringify(this.secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(next, this.file);
  }
}
