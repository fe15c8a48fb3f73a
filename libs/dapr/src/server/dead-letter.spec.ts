import { readDeadLetter } from './dead-letter.js';

it('is the bytes that Dapr sends, and the key as it was written', () => {
  const bytes = Buffer.from([0, 255, 123, 34]);
  const metadata = { __key: 'tåsk\n', __offset: '7' };
  expect(readDeadLetter({ entryId: '0', event: bytes.toString('base64'), metadata })).toEqual({
    bytes,
    key: 'tåsk\n',
    headers: metadata,
  });
});

it.each([undefined, null, {}])('may have neither key nor bytes', (metadata) => {
  const letter = readDeadLetter({ entryId: '0', event: '', ...(metadata !== undefined && { metadata }) });
  expect(letter).toEqual({ bytes: Buffer.alloc(0), headers: {} });
});

it.each([[undefined], [null], [7], [{ id: 'e-1' }]])(
  'is refused when the sidecar did not deliver it as bytes: %j',
  (event) => {
    expect(() => readDeadLetter({ entryId: '0', event })).toThrow('The delivery holds no bytes.');
  },
);
