import { UuidPipe } from './validation.js';

describe('a path parameter that must be a UUID', () => {
  const read = (value: string) => new UuidPipe().transform(value, { type: 'param', data: 'id' });

  it('is taken, in lower case', () => {
    expect(read('01A1FE03-C1DD-7595-9F7C-E39B18170BFC')).toBe('01a1fe03-c1dd-7595-9f7c-e39b18170bfc');
  });

  it.each(['17', '', 'nil', '01a1fe03-c1dd-7595-9f7c-e39b18170bfc0', "01a1fe03-c1dd-7595-9f7c-e39b18170bf'"])(
    'is refused by its name: "%s"',
    (value) => {
      const refusal = { kind: 'invalid', fields: [{ pointer: '/id', detail: 'id must be a UUID' }] };
      expect(() => read(value)).toThrow(expect.objectContaining(refusal) as Error);
    },
  );
});
