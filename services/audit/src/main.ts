import { runService, ServiceConfig } from '@parley/service-kit';
import { AuditModule } from './audit.module.js';

void runService({ appId: 'audit', config: ServiceConfig, module: AuditModule });
