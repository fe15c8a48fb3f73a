import { ValidateIf } from 'class-validator';

/** The member may be absent. Unlike with `IsOptional`, `null` is a value like others, and is checked. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
