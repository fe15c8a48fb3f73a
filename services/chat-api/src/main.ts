import { runService } from '@parley/service-kit';
import { ChatConfig } from './chat-config.js';
import { ChatApiModule } from './chat-api.module.js';
import { publishOpenApi } from './openapi.js';

await runService({
  appId: 'chat-api',
  config: ChatConfig,
  module: ChatApiModule,
  configure: publishOpenApi,
});
