/**
 * Many connections over one pair of pipes. A frame is a kind (one byte), the number of its connection and the length of
 * its body (four bytes each), and the body.
 */
export const OPEN = 1;
export const DATA = 2;
/** One side sends no more. */
export const END = 3;
/** The connection is gone, both ways. */
export const GONE = 4;

const HEAD = 9;

export function frame(kind: number, connection: number, body: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.allocUnsafe(HEAD);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(connection, 1);
  head.writeUInt32BE(body.length, 5);
  return Buffer.concat([head, body]);
}

/** Cuts what arrives into frames. */
export function reader(
  take: (kind: number, connection: number, body: Buffer) => void,
): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (bytes.length >= HEAD) {
      const end = HEAD + bytes.readUInt32BE(5);
      if (bytes.length < end) break;
      take(bytes.readUInt8(0), bytes.readUInt32BE(1), bytes.subarray(HEAD, end));
      bytes = bytes.subarray(end);
    }
    rest = Buffer.from(bytes);
  };
}
