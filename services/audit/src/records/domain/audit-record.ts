/** What is kept of an event, before it has a place in a chain. */
export interface AuditedEvent {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string | null;
  /** RFC 3339 instant in UTC with milliseconds. */
  readonly time: string;
  /** User who acted, as far as the event tells. */
  readonly actor: string | null;
  /** Payload as canonical JSON (RFC 8785). */
  readonly data: string;
}

/** An event at its place in the chain of its workspace. */
export interface AuditRecord extends AuditedEvent {
  /** 1 and up, without gaps. */
  readonly seq: number;
  /** Hex SHA-256 of the record before; zeros for the first. */
  readonly prevHash: string;
  readonly hash: string;
}

/** The last record of a chain. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}
