import type { IncomingMessage } from 'node:http';

/** A body that could not be read as JSON; retrying cannot help. */
export class UnreadableBodyError extends Error {}

/**
 * Reads a JSON body.
 * @param limit in bytes; the sidecar's own limit is 4 MiB
 * @throws UnreadableBodyError
 */
export async function readJson(request: IncomingMessage, limit = 8 * 1024 * 1024): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new UnreadableBodyError(`The body is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (error) {
    throw new UnreadableBodyError('The body is not JSON.', { cause: error });
  }
}
