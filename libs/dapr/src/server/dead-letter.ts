/** What could not be handled, as it is in the dead-letter topic; payload of a handler with `@OnDeadLetter`. */
export interface DeadLetter {
  /** The message; of any form. */
  readonly bytes: Buffer;
  /** Its partition key. */
  readonly key?: string;
  /** What the broker keeps beside the message: its headers, `__key`, `__partition`, `__offset` and the like. */
  readonly headers: Readonly<Record<string, string>>;
}

/** One message of a bulk delivery as bytes (`rawPayload`): Dapr sends them in Base64. */
export interface DeadLetterEntry {
  readonly entryId: string;
  readonly event?: unknown;
  readonly metadata?: Readonly<Record<string, string>> | null;
}

/** @throws Error when the sidecar did not deliver bytes */
export function readDeadLetter({ event, metadata }: DeadLetterEntry): DeadLetter {
  if (typeof event !== 'string') throw new Error('The delivery holds no bytes.');
  const headers = metadata ?? {};
  const key = headers['__key'];
  return { bytes: Buffer.from(event, 'base64'), ...(key !== undefined && { key }), headers };
}
