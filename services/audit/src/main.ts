import { runService } from '@parley/service-kit';
import { AuditConfig } from './audit-config.js';
import { AuditModule } from './audit.module.js';

void runService({ appId: 'audit', config: AuditConfig, module: AuditModule });
