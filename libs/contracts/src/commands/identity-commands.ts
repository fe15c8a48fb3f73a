import { IsString, MaxLength } from 'class-validator';
import { defineCommand } from '../define-command.js';

/** No input. */
export class NoRequest {}

/** JSON Web Key Set (RFC 7517) with which tokens are verified offline. */
export const getKeySet = defineCommand<NoRequest, { keys: Record<string, unknown>[] }>({
  app: 'identity',
  method: 'keys.list',
  request: NoRequest,
  callers: ['chat-api', 'audit', 'realtime', 'notification'],
});

export class VerifyApiKeyRequest {
  @IsString()
  @MaxLength(200)
  key!: string;
}

/** Exchanges an API key for a short-lived token of its owner. Fails with `unauthenticated`. */
export const exchangeApiKey = defineCommand<VerifyApiKeyRequest, { token: string }>({
  app: 'identity',
  method: 'api-keys.exchange',
  request: VerifyApiKeyRequest,
  callers: ['chat-api', 'audit', 'realtime', 'notification'],
});
