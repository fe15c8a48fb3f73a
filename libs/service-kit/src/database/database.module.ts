import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Secrets, SIDECAR_OPTIONS, untilAvailable, type SidecarOptions } from '@parley/dapr';
import { INBOX_RETENTION_DAYS, OutboxModule } from '@parley/outbox';
import { openPool, Transactions, type DatabaseClient, type RawClient } from '@parley/persistence';
import { SERVICE_CONFIG } from '../config/tokens.js';
import type { ServiceConfig } from '../config/service-config.js';
import { OutboxMetrics } from './outbox-metrics.js';

/** A generated Prisma client. */
export type ClientClass<Client> = new (options: { adapter: ReturnType<typeof openPool> }) => Client;

/** The service's own view of {@link Transactions}, typed with its models. */
export type TransactionsClass<Tx extends RawClient, Client extends DatabaseClient<Tx>> = abstract new (
  root: Client,
) => Transactions<Tx, Client>;

/** The database of a service, with outbox and inbox. The address comes from the secret store. */
@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    // Made with the module, since nobody else asks for them.
    @Inject(OutboxMetrics) readonly metrics: OutboxMetrics,
  ) {}

  static forClient<Tx extends RawClient, Client extends DatabaseClient<Tx>>(
    client: ClientClass<Client>,
    transactions: TransactionsClass<Tx, Client>,
  ): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [OutboxModule],
      providers: [
        {
          provide: Transactions,
          inject: [Secrets, SIDECAR_OPTIONS, SERVICE_CONFIG],
          useFactory: async (secrets: Secrets, sidecar: SidecarOptions, config: ServiceConfig) => {
            const url = await untilAvailable(() => secrets.get(`${sidecar.appId}-database`, 'url'));
            return new Transactions<Tx, Client>(new client({ adapter: openPool(url, config.DATABASE_POOL) }));
          },
        },
        { provide: transactions, useExisting: Transactions },
        OutboxMetrics,
        {
          provide: INBOX_RETENTION_DAYS,
          inject: [SERVICE_CONFIG],
          useFactory: (config: ServiceConfig) => config.INBOX_RETENTION_DAYS,
        },
      ],
      exports: [Transactions, transactions, INBOX_RETENTION_DAYS],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transactions.root.$disconnect();
  }
}
