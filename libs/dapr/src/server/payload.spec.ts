import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { InvalidPayloadError, readPayload } from './payload.js';

class Part {
  @IsInt()
  size!: number;
}

class Whole {
  @IsString()
  name!: string;

  @IsOptional()
  @IsString()
  note?: string;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];
}

const read = (data: unknown) => readPayload(Whole, 'whole.v1', data);

it('reads members into instances of the payload class', () => {
  const whole = read({ name: 'a', parts: [{ size: 1 }] });
  expect(whole).toBeInstanceOf(Whole);
  expect(whole.parts?.[0]).toBeInstanceOf(Part);
});

it('drops members that it does not know, at every depth', () => {
  const whole = read({ name: 'a', later: true, parts: [{ size: 1, later: true }] });
  expect(JSON.stringify(whole)).toBe('{"name":"a","parts":[{"size":1}]}');
});

it('takes null for the absence of an optional member', () => {
  expect(read({ name: 'a', note: null }).note).toBeNull();
});

it.each([
  ['a missing member', {}, ['/name']],
  ['a member of another type', { name: 1 }, ['/name']],
  ['a fault below a list', { name: 'a', parts: [{ size: 1 }, { size: 'x' }] }, ['/parts/1/size']],
  ['a list', [], ['']],
  ['a string', 'x', ['']],
  ['nothing', undefined, ['']],
  ['null', null, ['']],
])('refuses %s and points at it', (_, data, pointers) => {
  const refusal = (() => {
    try {
      return read(data);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(InvalidPayloadError);
  expect((refusal as InvalidPayloadError).fields.map(({ pointer }) => pointer)).toEqual(pointers);
  expect((refusal as InvalidPayloadError).message).toContain('whole.v1');
});

it('does not let a payload reach the prototype', () => {
  const whole = read(JSON.parse('{"name":"a","__proto__":{"admin":true},"constructor":{"x":1}}'));
  expect((whole as { admin?: boolean }).admin).toBeUndefined();
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});
