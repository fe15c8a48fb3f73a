import { Transform } from 'class-transformer';
import { IsInt, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import type { ApiKey } from '../application/api-keys.js';
import { Optional } from '../../http/optional.js';

const MINUTE = 60;
const TEN_YEARS = 10 * 366 * 24 * 60 * MINUTE;

export class CreateApiKeyBody {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @Length(1, 64)
  @Matches(/^[^\p{Cc}\p{Cs}]*$/u)
  name!: string;

  /** Seconds until it expires; never when absent. */
  @Optional()
  @IsInt()
  @Min(MINUTE)
  @Max(TEN_YEARS)
  expiresIn?: number;
}

export class DeleteApiKeyBody {
  @IsUUID()
  keyId!: string;
}

/** A key as it is sent to its owner. */
export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly enabled: boolean;
  readonly expiresAt: string | null;
  /** To the minute. */
  readonly lastRequest: string | null;
  readonly createdAt: string;
}

export function apiKeyView(key: ApiKey): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    start: key.start,
    enabled: key.enabled,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastRequest: key.lastUsedAt?.toISOString() ?? null,
    createdAt: key.createdAt.toISOString(),
  };
}
