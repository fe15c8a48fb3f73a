import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsString, IsUUID, MaxLength, Min, ValidateNested } from 'class-validator';
import { defineEvent } from '../define-event.js';

/** A filter that a user keeps by name. */
export class FilterSnapshot {
  @IsUUID()
  filterId!: string;

  @IsString()
  @MaxLength(200)
  name!: string;

  /** In the filter language. */
  @IsString()
  @MaxLength(1_000)
  query!: string;

  /** Place among the user's filters, from 0. */
  @IsInt()
  @Min(0)
  position!: number;

  @IsInt()
  @Min(1)
  version!: number;
}

/** What every event of a saved filter carries. */
export class FilterEventV1 {
  @IsDefined()
  @ValidateNested()
  @Type(() => FilterSnapshot)
  filter!: FilterSnapshot;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;
}

const filterEvent = (verb: string, summary: string) =>
  defineEvent({
    type: `parley.filter.${verb}.v1`,
    topic: 'task-events',
    payload: FilterEventV1,
    summary,
    partitionKey: (event) => event.filter.filterId,
    producer: 'chat-api',
    consumers: [],
  });

export const filterCreatedV1 = filterEvent('created', 'A filter was saved by name.');
export const filterUpdatedV1 = filterEvent('updated', 'A saved filter was renamed, changed or moved.');
export const filterDeletedV1 = filterEvent('deleted', 'A saved filter was removed.');
