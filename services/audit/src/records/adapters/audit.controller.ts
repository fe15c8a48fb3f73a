import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { CurrentPrincipal, InvalidInputError, type Principal } from '@parley/service-kit';
import { Readable } from 'node:stream';
import { ListRecords } from '../application/list-records.js';
import { RecordStore } from '../application/record-store.js';
import { VerifyChain, type Verification } from '../application/verify-chain.js';
import { AuditPageAnswer, toAnswer } from './audit-answers.js';
import { ListQuery, VerifyQuery } from './audit-query.js';

/** The log of the caller's own workspace. */
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly listRecords: ListRecords,
    private readonly verifyChain: VerifyChain,
    private readonly records: RecordStore,
  ) {}

  /** Events of the workspace, newest first. */
  @Get('events')
  async list(@CurrentPrincipal() principal: Principal, @Query() query: ListQuery): Promise<AuditPageAnswer> {
    const { subject, type, from, to, cursor, limit } = query;
    const filter = {
      subject,
      type,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
      before: cursor,
    };
    const { items, next } = await this.listRecords.execute(principal.workspaceId, filter, limit);
    return { items: items.map(toAnswer), nextCursor: next === null ? null : String(next) };
  }

  /** Whether the chain of the workspace holds, from its first record to its end. */
  @Get('verify')
  async verify(
    @CurrentPrincipal() principal: Principal,
    @Query() { seq, hash }: VerifyQuery,
  ): Promise<Verification> {
    if ((seq === undefined) !== (hash === undefined)) {
      throw new InvalidInputError([{ pointer: '/hash', detail: 'seq and hash belong together' }]);
    }
    const anchor = seq === undefined || hash === undefined ? undefined : { seq, hash };
    return this.verifyChain.execute(principal.workspaceId, anchor);
  }

  /** The whole log, oldest first, one JSON document per line. */
  @Get('export')
  @Header('content-type', 'application/x-ndjson')
  @Header('content-disposition', 'attachment; filename="audit.ndjson"')
  async export(@CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    const { head } = await this.records.end(principal.workspaceId);
    const lines = this.lines(principal.workspaceId, head.seq);
    return new StreamableFile(Readable.from(lines));
  }

  private async *lines(workspaceId: string, upTo: number): AsyncGenerator<string> {
    for await (const record of this.records.read(workspaceId, upTo)) {
      yield `${JSON.stringify(toAnswer(record))}\n`;
    }
  }
}
