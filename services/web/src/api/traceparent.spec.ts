import { newTraceparent } from './traceparent.js';

it('begins a new trace each time, in the form of W3C', () => {
  const begun = Array.from({ length: 100 }, newTraceparent);
  for (const traceparent of begun) expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(new Set(begun.map((traceparent) => traceparent.slice(3, 35))).size).toBe(100);
});
