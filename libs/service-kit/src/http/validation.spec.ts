import { IsEmail, IsOptional } from 'class-validator';
import { strictValidation, UuidPipe } from './validation.js';

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

describe('the input of a request', () => {
  class Invitation {
    @IsEmail()
    email!: string;

    @IsOptional()
    data?: object;
  }
  const read = (type: 'body' | 'query' | 'custom', value: unknown) =>
    strictValidation().transform(value, { type, metatype: Invitation }) as Promise<unknown>;
  const refusal = (kind: string, pointer: string) => ({ kind, fields: [{ pointer }] });

  it('is read into its class', async () => {
    expect(await read('body', { email: 'ann@parley.test' })).toBeInstanceOf(Invitation);
  });

  it('is refused where it breaks the schema', async () => {
    await expect(read('body', { email: 'ann' })).rejects.toMatchObject(refusal('invalid', '/email'));
    const unknown = { email: 'ann@parley.test', admin: true };
    await expect(read('body', unknown)).rejects.toMatchObject(refusal('invalid', '/admin'));
  });

  it.each(['body', 'query'] as const)('is refused where its text cannot be stored: %s', async (type) => {
    for (const email of ['ann\ud83d@parley.test', 'ann\u0000@parley.test'])
      await expect(read(type, { email })).rejects.toMatchObject(refusal('malformed', '/email'));
    const inside = { email: 'ann@parley.test', data: { note: ['\u0000'] } };
    await expect(read(type, inside)).rejects.toMatchObject(refusal('malformed', '/data/note/0'));
  });

  it('is refused by the name of the parameter', async () => {
    const metadata = { type: 'param', metatype: String, data: 'id' } as const;
    await expect(strictValidation().transform('a\u0000', metadata)).rejects.toMatchObject(
      refusal('malformed', '/id'),
    );
  });
});
