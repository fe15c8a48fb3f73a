/** Where the sidecar listens and the tokens that guard both directions. */
export interface SidecarOptions {
  /** App id of this process; the name under which others invoke it. */
  readonly appId: string;
  /** Origin of the sidecar's HTTP API, e.g. `http://127.0.0.1:3500`. */
  readonly sidecarUrl: string;
  /** Sent to the sidecar as `dapr-api-token`. */
  readonly apiToken: string;
  /** Sent when the sidecar does not take `apiToken`: while tokens are rotated it may have either. */
  readonly acceptedApiToken?: string | undefined;
  /** Expected from the sidecar as `dapr-api-token`. */
  readonly appToken: string;
  /** As good as `appToken`, while tokens are rotated. */
  readonly acceptedAppToken?: string | undefined;
  /** Port on which this process answers its sidecar, on the loopback address only. */
  readonly appPort: number;
}

export const SIDECAR_OPTIONS = Symbol('SIDECAR_OPTIONS');

/** Names of the components that Parley expects; the files in `dapr-components/` define them. */
export const components = {
  pubsub: 'pubsub',
  /** Delivers every event to every replica, for open sockets. */
  fanout: 'fanout',
  statestore: 'statestore',
  secrets: 'parley-secrets',
} as const;
