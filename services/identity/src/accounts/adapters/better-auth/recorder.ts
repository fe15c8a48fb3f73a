import { Injectable } from '@nestjs/common';
import { accountMovedV1 } from '@parley/contracts';
import { newId } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import { IdentityTransactions } from '../../../identity-transactions.js';
import { SecurityLog } from '../../../security/security-log.js';

type Row = Readonly<Record<string, unknown>>;

const WATCHED = new Set(['user', 'session', 'member']);

/** Says what a change of better-auth's tables means, within the transaction of the change. */
@Injectable()
export class Recorder {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly log: SecurityLog,
    private readonly outbox: Outbox,
  ) {}

  watches(model: string): boolean {
    return WATCHED.has(model);
  }

  async created(model: string, row: Row): Promise<void> {
    if (model === 'user') await this.accountCreated(row);
    if (model === 'session') this.session('session.created', row);
    if (model === 'member') this.role(row, text(row.role));
  }

  async updated(model: string, before: Row, after: Row): Promise<void> {
    if (model === 'member' && before.role !== after.role)
      this.role(after, text(after.role), text(before.role));
    if (model === 'user' && before.timeZone !== after.timeZone) await this.zoneChanged(after);
  }

  async removed(model: string, row: Row): Promise<void> {
    if (model === 'session') this.session('session.ended', row);
    if (model === 'member') this.role(row, undefined, text(row.role));
    return Promise.resolve();
  }

  /** Every account has a workspace of its own from the start. */
  private async accountCreated(user: Row): Promise<void> {
    const userId = text(user.id);
    const workspaceId = newId();
    await this.transactions.client.organization.create({
      data: {
        id: workspaceId,
        name: text(user.name),
        slug: workspaceId,
        members: { create: { id: newId(), userId, role: 'owner' } },
      },
      select: { id: true },
    });
    this.log.record({ action: 'account.created', workspaceId, userId });
  }

  private async zoneChanged(user: Row): Promise<void> {
    const [userId, zone] = [text(user.id), text(user.timeZone)];
    const memberships = await this.transactions.client.member.findMany({
      where: { userId },
      select: { organizationId: true },
    });
    for (const { organizationId } of memberships)
      this.outbox.add(accountMovedV1, { userId, zone, workspaceId: organizationId });
  }

  private session(action: 'session.created' | 'session.ended', row: Row): void {
    this.log.record({
      action,
      workspaceId: text(row.activeOrganizationId) || text(row.userId),
      userId: text(row.userId),
      objectId: text(row.id),
      ...(action === 'session.created' && {
        ipAddress: text(row.ipAddress),
        userAgent: text(row.userAgent),
      }),
    });
  }

  private role(member: Row, to?: string, from?: string): void {
    this.log.record({
      action: 'role.changed',
      workspaceId: text(member.organizationId),
      userId: text(member.userId),
      objectId: text(member.id),
      details: { from: from ?? null, to: to ?? null },
    });
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
