import 'reflect-metadata';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  AppHealth,
  DaprServer,
  DeliveryObserver,
  sidecarOptionsFromEnv,
  SubscriptionSignal,
} from '@parley/dapr';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../config/load-config.js';
import type { ServiceConfig } from '../config/service-config.js';
import { closeWhenStopping } from '../http/close-when-stopping.js';
import { securityHeaders } from '../http/security-headers.js';
import { JsonLogger } from '../logging/json-logger.js';
import { startTracing } from '../tracing/tracing.js';
import { Lifecycle } from './lifecycle.js';
import { PlatformModule } from './platform.module.js';
import { whyNotStarted } from './why-not-started.js';
import { Module } from '@nestjs/common';

/** How a service differs from the others. */
export interface ServiceDefinition<Config extends ServiceConfig> {
  /** Dapr app id; also the service's name in logs and traces. */
  readonly appId: string;
  readonly config: new () => Config;
  readonly module: Type;
  /** Further set-up of the application before it listens: OpenAPI, sockets. */
  readonly configure?: (app: NestExpressApplication, config: Config) => void | Promise<void>;
}

/** Time for a load balancer and the sidecar to notice that readiness fails. */
const DRAIN_NOTICE_MS = 500;
/** Longer than proxies keep an idle connection (nginx 60 s), so that none sends a request on one that is being closed. */
const IDLE_CONNECTION_MS = 75_000;
/** Time for everything in flight, after which the process ends regardless. */
const SHUTDOWN_LIMIT_MS = 25_000;

/**
 * Starts a service: public HTTP on `PORT`, the sidecar's calls on `DAPR_APP_PORT`. SIGTERM drains: readiness fails,
 * deliveries stop, requests in flight end, the outbox is emptied.
 */
export async function runService<Config extends ServiceConfig>(
  service: ServiceDefinition<Config>,
): Promise<void> {
  try {
    await start(service);
  } catch (error) {
    console.error(`${service.appId} did not start.`, whyNotStarted(error));
    process.exit(1);
  }
}

async function start<Config extends ServiceConfig>(service: ServiceDefinition<Config>): Promise<void> {
  const config = loadConfig(service.config, process.env);
  const sidecar = sidecarOptionsFromEnv(service.appId);
  const logger = new JsonLogger(service.appId, config.LOG_LEVEL);
  const stopTracing = await startTracing(service.appId, config);

  @Module({ imports: [PlatformModule.forService(config, sidecar), service.module] })
  class RootModule {}

  const app = await NestFactory.create<NestExpressApplication>(RootModule, {
    logger,
    abortOnError: false,
    bodyParser: false,
  });
  app.useBodyParser('json', { limit: '256kb' });
  app.use(securityHeaders(config.PUBLIC_URL));
  app.use(closeWhenStopping(app.get(Lifecycle)));
  app.set('trust proxy', 'loopback, uniquelocal');
  app.set('etag', false);
  const server = new DaprServer(
    sidecar,
    app.get(DeliveryObserver),
    app.get(SubscriptionSignal),
    app.get(AppHealth),
  );
  app.connectMicroservice({ strategy: server }, { inheritAppConfig: false });
  await service.configure?.(app, config);

  const stop = once(async (signal: string) => {
    logger.log({ msg: 'Stopping.', signal });
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    app.get(Lifecycle).stop();
    server.stopDeliveries();
    await sleep(DRAIN_NOTICE_MS);
    await app.close();
    await stopTracing();
    logger.log({ msg: 'Stopped.' });
    process.exit(0);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

  // The public port first: the sidecar delivers as soon as the internal one is open.
  app.getHttpServer().keepAliveTimeout = IDLE_CONNECTION_MS;
  await app.listen(config.PORT, config.HOST);
  await app.startAllMicroservices();
  logger.log({ msg: 'Ready.', port: config.PORT, appPort: sidecar.appPort });
}

function once(work: (signal: string) => Promise<void>): (signal: string) => Promise<void> {
  let running: Promise<void> | undefined;
  return (signal) => (running ??= work(signal));
}
