import { Injectable } from '@nestjs/common';
import { IdentityTransactions } from '../../identity-transactions.js';
import { Workspaces, type Membership } from '../application/workspaces.js';

/** {@link Workspaces} in the members table. */
@Injectable()
export class PrismaWorkspaces extends Workspaces {
  constructor(private readonly transactions: IdentityTransactions) {
    super();
  }

  override async membership(userId: string, preferred?: string | null): Promise<Membership | undefined> {
    const members = await this.transactions.current.member.findMany({
      where: { userId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { organizationId: true, role: true },
    });
    const member = members.find(({ organizationId }) => organizationId === preferred) ?? members[0];
    return member && { workspaceId: member.organizationId, role: member.role };
  }
}
