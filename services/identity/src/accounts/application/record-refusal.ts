import { Injectable } from '@nestjs/common';
import { IdentityTransactions } from '../../identity-transactions.js';
import { SecurityLog } from '../../security/security-log.js';
import { EmailDigest } from './email-digest.js';

/** Finds out whom a refused sign-in was meant for. */
export abstract class AccountDirectory {
  /** Takes as long for an address that nobody has. */
  abstract byEmail(email: string): Promise<{ userId: string; workspaceId: string } | undefined>;
}

/** A sign-in that was refused. */
export interface Refusal {
  readonly email: string;
  /** Stable code of the reason. */
  readonly reason: string;
  readonly ipAddress?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** Where refusals for an address that nobody has are kept together. */
const NOBODY = 'unknown';

/** Tells of a failed sign-in, without the e-mail address: it may be a password typed into the wrong field. */
@Injectable()
export class RecordRefusal {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly accounts: AccountDirectory,
    private readonly digest: EmailDigest,
    private readonly log: SecurityLog,
  ) {}

  async execute(refusal: Refusal): Promise<void> {
    await this.transactions.run(async () => {
      const account = await this.accounts.byEmail(refusal.email);
      this.log.record({
        action: 'session.refused',
        workspaceId: account?.workspaceId ?? NOBODY,
        userId: account?.userId,
        ipAddress: refusal.ipAddress,
        userAgent: refusal.userAgent,
        details: { emailDigest: this.digest.of(refusal.email), reason: refusal.reason },
      });
    });
  }
}
