import { runService } from '@parley/service-kit';
import { RealtimeConfig } from './realtime-config.js';
import { RealtimeModule } from './realtime.module.js';
import { SocketAdapter } from './sockets/socket.adapter.js';

await runService({
  appId: 'realtime',
  config: RealtimeConfig,
  module: RealtimeModule,
  configure: (app, config) => {
    app.useWebSocketAdapter(new SocketAdapter(app, new URL(config.PUBLIC_URL).origin));
  },
});
