import { createHmac, hkdfSync } from 'node:crypto';

/** Stands for an e-mail address where the address itself must not be kept; cannot be reversed by guessing. */
export class EmailDigest {
  private readonly key: Buffer;

  /** @param secret of the service; the key is derived from it (RFC 5869) */
  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'parley e-mail digest', 32));
  }

  of(email: string): string {
    return createHmac('sha256', this.key).update(email.toLowerCase()).digest('base64url');
  }
}
