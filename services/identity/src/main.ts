import { runService } from '@parley/service-kit';
import { IdentityConfig } from './identity-config.js';
import { IdentityModule } from './identity.module.js';

await runService({ appId: 'identity', config: IdentityConfig, module: IdentityModule });
