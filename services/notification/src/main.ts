import { runService, ServiceConfig } from '@parley/service-kit';
import { NotificationModule } from './notification.module.js';

void runService({ appId: 'notification', config: ServiceConfig, module: NotificationModule });
