import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { exchangeApiKey, VerifyApiKeyRequest } from '@parley/contracts';
import { OnCommand } from '@parley/dapr';
import { ExchangeApiKey } from '../application/exchange-api-key.js';

/** Answers the services that were given a key instead of a token. */
@Controller()
export class ApiKeyCommands {
  constructor(private readonly exchange: ExchangeApiKey) {}

  @OnCommand(exchangeApiKey)
  async handle(@Payload() { key }: VerifyApiKeyRequest): Promise<{ token: string }> {
    return { token: await this.exchange.execute(key) };
  }
}
