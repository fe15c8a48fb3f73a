import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AuditRecord } from '../domain/audit-record.js';

/** A record as clients receive it. */
export class AuditRecordAnswer {
  @ApiProperty({ description: 'Place in the chain, from 1.' })
  seq!: number;
  @ApiProperty({ description: 'Id of the event.' })
  id!: string;
  @ApiProperty()
  type!: string;
  @ApiProperty({ description: 'App that published the event.' })
  source!: string;
  @ApiProperty({ type: String, nullable: true })
  subject!: string | null;
  @ApiProperty({ format: 'date-time' })
  time!: string;
  @ApiProperty({ type: String, nullable: true, description: 'User who acted.' })
  actor!: string | null;
  @ApiProperty({ type: Object, description: 'Payload of the event.' })
  data!: unknown;
  @ApiProperty({ description: 'Hex SHA-256.' })
  hash!: string;
  @ApiProperty({ description: 'Hash of the record before; zeros for the first.' })
  prevHash!: string;
}

export class AuditPageAnswer {
  @ApiProperty({ type: [AuditRecordAnswer] })
  items!: AuditRecordAnswer[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export class ChainHeadAnswer {
  @ApiProperty()
  seq!: number;
  @ApiProperty()
  hash!: string;
}

export class VerificationAnswer {
  @ApiProperty()
  valid!: boolean;
  @ApiProperty({ description: 'Records that hold, from the first.' })
  count!: number;
  @ApiProperty({ description: 'End of the chain; note it elsewhere and send it with a later verification.' })
  head!: ChainHeadAnswer;
  @ApiPropertyOptional({ description: 'Place of the first record that does not hold.' })
  brokenAt?: number;
  @ApiPropertyOptional({
    enum: ['missing', 'unlinked', 'altered', 'truncated', 'unaccounted', 'head-altered', 'anchor-mismatch'],
  })
  reason?: string;
}

export function toAnswer({ data, ...record }: AuditRecord): AuditRecordAnswer & { workspaceId: string } {
  return { ...record, data: JSON.parse(data) as unknown };
}
