import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Gate } from './gate.js';

/** Argon2id (RFC 9106) with the least cost that OWASP accepts; 2 is `Algorithm.Argon2id`, a const enum. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** At once: each takes a core and 19 MiB for some 30 ms, and requests of others must go on. */
const CONCURRENT = 2;
const WAITING = 200;

/** Hashes and checks passwords, a few at a time. Every character counts: nothing is cut off. */
@Injectable()
export class Passwords {
  private readonly gate = new Gate(CONCURRENT, WAITING);

  /** @returns PHC string with its own salt. @throws BusyError */
  hash(password: string): Promise<string> {
    return this.gate.run(() => hash(normalised(password), COST));
  }

  /** @throws BusyError */
  verify(phc: string, password: string): Promise<boolean> {
    return this.gate.run(() => verify(phc, normalised(password)));
  }
}

/** Keyboards differ in how they compose a letter (RFC 8265, section 4.2 asks for one form). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
