const EVERY_MS = 25;

/** Waits until the value is the expected one, and says what it was last when it never becomes so. */
export async function eventually<T>(
  read: () => Promise<T> | T,
  expected: T,
  withinMs = 8_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (JSON.stringify(value) === JSON.stringify(expected)) return;
    if (Date.now() > deadline) expect(value).toEqual(expected);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
