import { Injectable } from '@nestjs/common';
import { IdentityTransactions } from '../../../identity-transactions.js';
import { AccountDirectory } from '../../application/record-refusal.js';

/** {@link AccountDirectory} in one statement, whatever it finds. */
@Injectable()
export class PrismaAccountDirectory extends AccountDirectory {
  constructor(private readonly transactions: IdentityTransactions) {
    super();
  }

  override async byEmail(email: string): Promise<{ userId: string; workspaceId: string } | undefined> {
    const [row] = await this.transactions.current.$queryRaw<{ userId: string; workspaceId: string }[]>`
      SELECT users.id AS "userId", members.organization_id AS "workspaceId"
      FROM users JOIN members ON members.user_id = users.id
      WHERE users.email = ${email.toLowerCase()}
      ORDER BY members.created_at, members.id LIMIT 1`;
    return row;
  }
}
