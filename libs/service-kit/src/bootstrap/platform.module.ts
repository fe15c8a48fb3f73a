import { Global, Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AppHealth, DaprModule, DeliveryObserver, type SidecarOptions } from '@parley/dapr';
import { Clock, SystemClock } from '@parley/kernel';
import { ApiKeys } from '../auth/api-keys.js';
import { AuthGuard } from '../auth/auth.guard.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import type { ServiceConfig } from '../config/service-config.js';
import { SERVICE_CONFIG } from '../config/tokens.js';
import { DatabaseHealth } from '../health/database-health.js';
import { HealthController } from '../health/health.controller.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { RequestContext } from '../http/request-context.js';
import { strictValidation } from '../http/validation.js';
import { DeliveryLog, Metrics } from '../metrics/metrics.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { RateLimitGuard } from '../rate-limit/rate-limit.guard.js';
import { RateLimiter } from '../rate-limit/rate-limiter.js';
import { Lifecycle } from './lifecycle.js';

/** What every service has. */
@Global()
@Module({})
export class PlatformModule implements NestModule {
  static forService(config: ServiceConfig, sidecar: SidecarOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DaprModule.forRoot(sidecar)],
      controllers: [HealthController, MetricsController],
      providers: [
        Lifecycle,
        Metrics,
        TokenVerifier,
        ApiKeys,
        RateLimiter,
        RateLimitGuard,
        { provide: SERVICE_CONFIG, useValue: config },
        { provide: config.constructor as new () => ServiceConfig, useValue: config },
        { provide: Clock, useClass: SystemClock },
        { provide: DeliveryObserver, useClass: DeliveryLog },
        { provide: AppHealth, useClass: DatabaseHealth },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useExisting: RateLimitGuard },
        { provide: APP_PIPE, useFactory: strictValidation },
      ],
      exports: [
        Lifecycle,
        Metrics,
        TokenVerifier,
        RateLimitGuard,
        Clock,
        DeliveryObserver,
        SERVICE_CONFIG,
        config.constructor as new () => ServiceConfig,
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestContext).forRoutes('{*path}');
  }
}
