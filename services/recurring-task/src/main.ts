import { runService, ServiceConfig } from '@parley/service-kit';
import { RecurringTaskModule } from './recurring-task.module.js';

void runService({ appId: 'recurring-task', config: ServiceConfig, module: RecurringTaskModule });
