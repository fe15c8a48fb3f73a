import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';

/** Variables that every service reads; a service adds its own in a subclass. Secrets are not among them. */
export class ServiceConfig {
  /** Address to listen on; loopback unless an ingress has to reach the service. */
  @IsString()
  HOST = '127.0.0.1';

  /** Port of the public HTTP API. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(65_535)
  PORT!: number;

  /** Origin under which people reach Parley; what browsers send as `Origin`. */
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  PUBLIC_URL!: string;

  @IsIn(['trace', 'debug', 'info', 'warn', 'error'])
  LOG_LEVEL = 'info';

  /** Connections to the database per replica. */
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(100)
  DATABASE_POOL = 10;

  /**
   * Days after which an event is forgotten that took effect. Must exceed the time for which the broker keeps events:
   * Kafka's 7 days, and up to 7 more until the last of a segment are as old.
   */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  INBOX_RETENTION_DAYS = 15;

  /** Requests of one user to this service's HTTP API per ten seconds, over all replicas. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  API_REQUESTS_PER_10S = 1_000;

  /** OTLP/HTTP collector; without it, traces only mark the logs. Spans are sent to `/v1/traces` under it. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** The whole address for spans, instead. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;

  /** `true` keeps spans here although there is a collector. */
  @IsOptional()
  @IsIn(['true', 'false'])
  OTEL_SDK_DISABLED?: string;
}
