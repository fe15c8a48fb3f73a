import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { Public } from '@parley/service-kit';
import {
  CurrentAccount,
  SessionGuard,
  type CurrentSession,
} from '../../accounts/adapters/http/session.guard.js';
import { ApiKeys } from '../application/api-keys.js';
import { CreateApiKey } from '../application/create-api-key.js';
import { RevokeApiKey } from '../application/revoke-api-key.js';
import { apiKeyView, CreateApiKeyBody, DeleteApiKeyBody, type ApiKeyView } from './api-key-bodies.js';

/** Keys are managed by a signed-in person only; a key or a token cannot make another key. */
@Public()
@UseGuards(SessionGuard)
@Controller('/api/auth/api-key')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly createKey: CreateApiKey,
    private readonly revokeKey: RevokeApiKey,
  ) {}

  /** The keys of the account, without their secrets. */
  @Get('list')
  async list(@CurrentAccount() { userId }: CurrentSession): Promise<{ apiKeys: ApiKeyView[] }> {
    const keys = await this.keys.listOf(userId);
    return { apiKeys: keys.map(apiKeyView) };
  }

  /** Makes a key. Only this answer holds it. */
  @Post('create')
  @HttpCode(200)
  async create(
    @CurrentAccount() { userId, workspaceId }: CurrentSession,
    @Body() body: CreateApiKeyBody,
  ): Promise<ApiKeyView & { key: string }> {
    const created = await this.createKey.execute({
      userId,
      workspaceId,
      name: body.name,
      expiresIn: body.expiresIn,
    });
    return { ...apiKeyView(created), key: created.key };
  }

  /** Ends a key. */
  @Post('delete')
  @HttpCode(200)
  async delete(
    @CurrentAccount() { userId }: CurrentSession,
    @Body() body: DeleteApiKeyBody,
  ): Promise<{ success: true }> {
    await this.revokeKey.execute(userId, body.keyId);
    return { success: true };
  }
}
