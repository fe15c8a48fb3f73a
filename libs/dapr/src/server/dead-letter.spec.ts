import { readDeadLetter } from './dead-letter.js';

const wrapped = (bytes: Buffer) => ({ data_base64: bytes.toString('base64'), id: 'made up by the sidecar' });

it('is the bytes that Dapr wrapped, and the key as it was written', () => {
  const bytes = Buffer.from([0, 255, 123, 34]);
  const headers = { __key: Buffer.from('tåsk').toString('latin1') };
  expect(readDeadLetter(headers, wrapped(bytes))).toEqual({ bytes, key: 'tåsk', headers });
});

it('may have no key and no bytes', () => {
  const letter = readDeadLetter({}, wrapped(Buffer.alloc(0)));
  expect(letter).toEqual({ bytes: Buffer.alloc(0), headers: {} });
});

it.each([[undefined], [null], ['text'], [{ data: {} }], [{ data_base64: 7 }]])(
  'is refused when the sidecar did not deliver it as bytes: %j',
  (body) => {
    expect(() => readDeadLetter({}, body)).toThrow('The delivery holds no bytes.');
  },
);
