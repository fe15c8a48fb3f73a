import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
  IsDefined,
} from 'class-validator';
import { Type } from 'class-transformer';
import { defineCommand } from '../define-command.js';
import { Due } from '../events/due.js';

/** What a part of a sentence can be taken for. */
const PART_TYPES = [
  ...(['intent', 'tag', 'priority', 'list', 'due', 'recurrence'] as const),
  ...(['reminder', 'ref', 'filter', 'title'] as const),
];

/**
 * Characters of a text that is taken in at all, over whichever way it comes. How long a message may be is chat-api's
 * to say, of what is left without blanks around it.
 */
export const MAX_TEXT = 40_000;

/** A part of a text that is not meant as Parley would take it. Offsets count UTF-16 units; `end` is exclusive. */
export class RejectedPart {
  @IsInt()
  @Min(0)
  @Max(MAX_TEXT)
  start!: number;

  @IsInt()
  @Min(0)
  @Max(MAX_TEXT)
  end!: number;

  @IsOptional()
  @IsIn(PART_TYPES)
  type?: (typeof PART_TYPES)[number];
}

/** A message that a person sends; the same as the body of the REST call, with its conversation. */
export class SendMessageRequest {
  @IsUUID()
  conversationId!: string;

  /** Chosen by the client: sending it again gives the same answer. */
  @IsUUID()
  clientMessageId!: string;

  @IsString()
  @MaxLength(MAX_TEXT)
  text!: string;

  /** Parts that stay words of the title, as `POST /api/v1/parse` gave them. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RejectedPart)
  rejected?: RejectedPart[];
}

/** Answers with the stored message and what it led to. Carries the sender's token in `authorization`. */
export const sendMessage = defineCommand<SendMessageRequest, Record<string, unknown>>({
  app: 'chat-api',
  method: 'messages.send',
  request: SendMessageRequest,
  callers: ['realtime'],
});

/** One occurrence that a series calls for. */
export class OccurrenceRequest {
  /** Names the occurrence within its series; asking twice makes one. */
  @IsString()
  key!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => Due)
  due!: Due;
}

/** What follows the completion of an occurrence. */
export class AdvanceSeriesRequest {
  @IsUUID()
  seriesId!: string;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  /** Key of the completed occurrence. */
  @IsString()
  completedKey!: string;

  @IsISO8601({ strict: true })
  completedAt!: string;

  /** Version of the series that the answer was worked out for; another one makes chat-api work it out anew. */
  @IsOptional()
  @IsInt()
  @Min(1)
  seriesVersion?: number;

  /** `ended` when the rule has no further occurrence. */
  @IsIn(['next', 'ended'])
  outcome!: 'next' | 'ended';

  @IsOptional()
  @ValidateNested()
  @Type(() => OccurrenceRequest)
  next?: OccurrenceRequest;

  /** Keys that passed while the completed one was open. */
  @IsArray()
  @IsString({ each: true })
  skipped!: string[];
}

/** Makes the next occurrence of a series; idempotent by `(seriesId, next.key)`. */
export const advanceSeries = defineCommand<AdvanceSeriesRequest, { created: boolean }>({
  app: 'chat-api',
  method: 'series.advance',
  request: AdvanceSeriesRequest,
  callers: ['recurring-task'],
});
