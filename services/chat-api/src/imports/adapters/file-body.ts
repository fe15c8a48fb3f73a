import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FileTooLargeError, MAX_BYTES, NoFileError } from '../domain/errors.js';

/**
 * The body of a request as bytes. Read here and not by a body parser: those run before anybody asks who is calling.
 * @throws FileTooLargeError, NoFileError
 */
export async function fileOf(request: IncomingMessage): Promise<{ file: Buffer; digest: string }> {
  // Somebody has taken it for JSON and read it already.
  if (request.readableEnded || /json/i.test(request.headers['content-type'] ?? '')) throw new NoFileError();
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) throw new FileTooLargeError();
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BYTES) throw new FileTooLargeError();
    pieces.push(piece);
  }
  const file = Buffer.concat(pieces);
  return { file, digest: createHash('sha256').update(file).digest('base64url') };
}
