/** A CloudEvents 1.0 envelope in JSON (https://cloudevents.io), as Parley publishes and receives it. */
export interface CloudEvent<T = unknown> {
  readonly specversion: '1.0';
  /** Unique per event and kept over redeliveries; consumers remember it. */
  readonly id: string;
  /** App id of the producer. */
  readonly source: string;
  readonly type: string;
  /** Id of the aggregate. */
  readonly subject: string;
  /** RFC 3339 instant of the change. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: T;
  /** W3C trace context; both members or neither, always strings. */
  readonly traceparent?: string;
  readonly traceid?: string;
}
