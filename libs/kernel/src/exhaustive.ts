/** Stands in the `default` of a switch over a union: a new member fails to compile, an unknown value throws. */
export function exhaustive(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
