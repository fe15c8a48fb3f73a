import { Server } from '@nestjs/microservices';
import { isDomainError } from '@parley/kernel';
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import { toRemoteProblem } from '../invocation/remote-error.js';
import { givesBatches } from '../sidecar/component-features.js';
import { SidecarClient } from '../sidecar/sidecar-client.js';
import { untilAvailable } from '../sidecar/sidecar-env.js';
import type { SidecarOptions } from '../sidecar/sidecar-options.js';
import type { AppHealth } from './app-health.js';
import type { DeliveryObserver } from './delivery-observer.js';
import { Dispatcher } from './dispatcher.js';
import type { Handler } from './handlers.js';
import { readJson, UnreadableBodyError } from './read-body.js';
import type { SubscriptionSignal } from './subscription-signal.js';
import {
  assertHandlersMatchCatalogue,
  isOfDeadLetters,
  oneByOne,
  subscriptionsOf,
  type Subscription,
} from './subscriptions.js';

/** Where the sidecar is; from anywhere else, a token would be all that guards what it may do. */
const LOOPBACK = '127.0.0.1';
/** The sidecar waits for the subscriptions meanwhile. */
const METADATA_WITHIN_MS = 30_000;
const IDLE_EVERY_MS = 20;

/**
 * The internal port: what the sidecar calls. A custom transport of Nest microservices, so that handlers are
 * ordinary `@EventPattern` and `@MessagePattern` methods.
 *
 * Dapr takes 404 for "job done" and for "drop this event"; no path here answers it.
 */
export class DaprServer extends Server {
  override readonly propagatesEventHandlerErrors = true;
  private readonly http: HttpServer;
  private dispatcher!: Dispatcher;
  private subscriptions: Subscription[] = [];
  private healthy = true;
  private readonly appTokens: readonly Buffer[];

  constructor(
    private readonly options: SidecarOptions,
    private readonly observer: DeliveryObserver,
    private readonly signal?: SubscriptionSignal,
    private readonly health?: AppHealth,
  ) {
    super();
    this.appTokens = [options.appToken, options.acceptedAppToken]
      .filter((token) => token !== undefined)
      .map(digest);
    this.http = createServer((request, response) => {
      this.route(request)
        .catch((error: unknown) => failure(error))
        .then(({ status, body, problem }) => {
          const contentType = problem ? 'application/problem+json' : 'application/json';
          response.writeHead(status, { 'content-type': contentType });
          response.end(body === undefined ? '' : JSON.stringify(body));
        })
        .catch((error: unknown) => {
          this.logger.error(error);
          response.destroy();
        });
    });
    this.http.keepAliveTimeout = 120_000;
  }

  override listen(callback: (error?: unknown) => void): void {
    const handlers = this.messageHandlers as unknown as ReadonlyMap<string, Handler>;
    const extras = [...handlers.values()].flatMap((handler) => handler.extras ?? []);
    try {
      assertHandlersMatchCatalogue(this.options.appId, extras);
      this.subscriptions = subscriptionsOf(extras);
    } catch (error) {
      callback(error);
      return;
    }
    this.dispatcher = new Dispatcher(handlers, this.observer);
    this.http.once('error', callback);
    this.http.listen(this.options.appPort, LOOPBACK, () => {
      callback();
    });
  }

  /** Makes the sidecar stop its deliveries, as the first step of a shutdown. */
  stopDeliveries(): void {
    this.healthy = false;
  }

  /** Ends when every request that is under way has its answer. */
  override async close(): Promise<void> {
    this.healthy = false;
    // The sidecar keeps its connections, and asks for health on them: one in use now would stay open for good.
    const idle = setInterval(() => {
      this.http.closeIdleConnections();
    }, IDLE_EVERY_MS);
    await new Promise<void>((resolve) => {
      this.http.close(() => {
        resolve();
      });
    });
    clearInterval(idle);
  }

  override on(): void {
    throw new Error('The Dapr server has no events of its own.');
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Nest's signature
  override unwrap<T>(): T {
    return this.http as T;
  }

  private async route(request: IncomingMessage): Promise<Reply> {
    const [, area, ...rest] = (request.url ?? '/').split('?', 1)[0]?.split('/') ?? [];
    if (area === 'healthz') return { status: this.isHealthy() ? 200 : 503 };
    if (!this.isSidecar(request)) return { status: 401, body: { status: 'RETRY' } };
    if (area === 'dapr' && rest[0] === 'subscribe') {
      const body = await this.subscribe();
      this.signal?.raise();
      return { status: 200, body };
    }
    if (area === 'dapr' && rest[0] === 'config') return { status: 200, body: {} };
    const { headers } = request;
    switch (area) {
      case 'events':
        return { status: 200, body: await this.deliver(rest, request) };
      case 'job':
        await this.dispatcher.job(decodeURIComponent(rest.join('/')), headers, await readJson(request));
        return { status: 200 };
      case 'rpc': {
        const body = await this.dispatcher.command(rest.join('/'), headers, await readJson(request));
        return { status: 200, body };
      }
      default:
        return { status: 503 };
    }
  }

  private isHealthy(): boolean {
    return this.healthy && (this.health?.isHealthy() ?? true);
  }

  private async subscribe(): Promise<readonly Subscription[]> {
    const whole = this.subscriptions.find(({ bulkSubscribe }) => bulkSubscribe);
    const batches = whole !== undefined && (await this.isGivenBatches(whole.pubsubname));
    return batches ? this.subscriptions : this.subscriptions.map(oneByOne);
  }

  /** One by one is slower but right with every component, so that is what it is in doubt. */
  private async isGivenBatches(component: string): Promise<boolean> {
    const sidecar = new SidecarClient(this.options);
    try {
      return await untilAvailable(() => givesBatches(sidecar, component), METADATA_WITHIN_MS);
    } catch (error) {
      this.logger.warn(`Whole topics come one by one, since ${component} is not known: ${String(error)}`);
      return false;
    } finally {
      await sidecar.onApplicationShutdown();
    }
  }

  private async deliver([pubsub, topic]: string[], request: IncomingMessage): Promise<unknown> {
    const route = `/events/${pubsub}/${topic}`;
    const subscription = this.subscriptions.find((candidate) => candidate.route === route);
    if (!subscription) return { status: 'RETRY' };
    let body: unknown;
    try {
      body = await readJson(request);
    } catch (error) {
      // Of a dead letter there is no other copy that anybody reads.
      if (error instanceof UnreadableBodyError && !isOfDeadLetters(subscription)) return { status: 'DROP' };
      throw error;
    }
    if (isOfDeadLetters(subscription)) {
      const of = subscription.topic.replace(/-dlq$/, '');
      return this.dispatcher.deadLetters(of, request.headers, body);
    }
    if (subscription.bulkSubscribe) {
      const { topic } = subscription;
      // The sidecar subscribed once, perhaps to an earlier process of this app.
      return isBatch(body)
        ? this.dispatcher.batch(topic, request.headers, body)
        : { status: await this.dispatcher.batchOfOne(topic, request.headers, body) };
    }
    return { status: await this.dispatcher.event(request.headers, body) };
  }

  private isSidecar(request: IncomingMessage): boolean {
    const token = request.headers['dapr-api-token'];
    if (typeof token !== 'string') return false;
    const shown = digest(token);
    return this.appTokens.some((expected) => timingSafeEqual(shown, expected));
  }
}

function isBatch(body: unknown): boolean {
  return Array.isArray((body as { readonly entries?: unknown } | null)?.entries);
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly problem?: boolean;
}

/** The answer to a failed job or command: never 404, whatever the error says. */
function failure(error: unknown): Reply {
  if (isDomainError(error) && error.kind !== 'unavailable') {
    return { status: 422, body: toRemoteProblem(error), problem: true };
  }
  return { status: 503, body: { status: 'RETRY' } };
}

/** Equal length, so that the comparison takes the same time whatever was sent. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
