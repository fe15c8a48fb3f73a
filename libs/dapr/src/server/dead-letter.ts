import type { IncomingHttpHeaders } from 'node:http';

/** What could not be handled, as it is in the dead-letter topic; payload of a handler with `@OnDeadLetter`. */
export interface DeadLetter {
  /** The message; of any form. */
  readonly bytes: Buffer;
  /** Its partition key. */
  readonly key?: string;
  readonly headers: IncomingHttpHeaders;
}

/** Reads Dapr's wrapping of a message that is delivered as bytes. @throws Error when there are no bytes in it */
export function readDeadLetter(headers: IncomingHttpHeaders, body: unknown): DeadLetter {
  const { data_base64: encoded } = (body ?? {}) as Record<string, unknown>;
  if (typeof encoded !== 'string') throw new Error('The delivery holds no bytes.');
  const key = headers['__key'];
  return {
    bytes: Buffer.from(encoded, 'base64'),
    // Node reads headers as Latin-1; Dapr writes the key as it is.
    ...(typeof key === 'string' && { key: Buffer.from(key, 'latin1').toString('utf8') }),
    headers,
  };
}
