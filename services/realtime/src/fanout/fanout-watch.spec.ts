import { FanoutWatch } from './fanout-watch.js';

const SILENCE = 10_000;

const settled = (): FanoutWatch => {
  const watch = new FanoutWatch(SILENCE);
  watch.heard(0);
  watch.heard(500);
  return watch;
};

it('is not live before two probes came back, and has clients look after each', () => {
  const watch = new FanoutWatch(SILENCE);
  expect(watch.live(0)).toBe(false);
  expect(watch.heard(0)).toBe(true);
  expect(watch.live(100)).toBe(false);
  expect(watch.heard(500)).toBe(true);
  expect(watch.live(600)).toBe(true);
});

it('leaves clients alone while probes keep coming back', () => {
  const watch = settled();
  expect([5_500, 10_500, 15_500].map((now) => watch.heard(now))).toEqual([false, false, false]);
  expect(watch.live(20_000)).toBe(true);
});

it('has clients look again after an interruption, however short', () => {
  const watch = settled();
  watch.interrupted();
  expect(watch.live(600)).toBe(false);
  expect([1_000, 1_500, 2_000].map((now) => watch.heard(now))).toEqual([true, true, false]);
  expect(watch.live(2_000)).toBe(true);
});

it('has clients look again after a silence', () => {
  const watch = settled();
  expect(watch.live(500 + SILENCE)).toBe(true);
  expect(watch.live(501 + SILENCE)).toBe(false);
  expect(watch.heard(501 + SILENCE)).toBe(true);
  expect(watch.live(502 + SILENCE)).toBe(false);
  expect(watch.heard(600 + SILENCE)).toBe(true);
  expect(watch.live(700 + SILENCE)).toBe(true);
});
