import { runService, ServiceConfig } from '@parley/service-kit';
import { ChatApiModule } from './chat-api.module.js';
import { publishOpenApi } from './openapi.js';

await runService({
  appId: 'chat-api',
  config: ServiceConfig,
  module: ChatApiModule,
  configure: publishOpenApi,
});
