import type { IncomingMessage } from 'node:http';

/** What services take at most of JSON. */
const MAX_BYTES = 256 * 1024;

/**
 * The body of a request that says that it is short, kept for a second try; empty when it has none.
 * @returns undefined for one that is long or of unknown length, which can only flow once
 * @throws Error when the client goes away
 */
export async function shortBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (request.headers['transfer-encoding'] !== undefined) return undefined;
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > MAX_BYTES) return undefined;
  const chunks: Buffer[] = [];
  if (length > 0) for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
