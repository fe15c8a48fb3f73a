import { zoneHistory } from './zone-transitions.js';

const span = (zone: string) =>
  zoneHistory(zone, new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z'));

it('tells when the clocks of a zone change, in the time that they showed', () => {
  expect(span('Europe/Berlin')).toEqual({
    initial: 3600,
    transitions: [
      { local: '2026-03-29T02:00:00', before: 3600, after: 7200 },
      { local: '2026-10-25T03:00:00', before: 7200, after: 3600 },
    ],
  });
  expect(span('America/New_York').transitions.map(({ local }) => local)).toEqual([
    '2026-03-08T02:00:00',
    '2026-11-01T02:00:00',
  ]);
});

it('knows zones whose clocks stay', () => {
  expect(span('Asia/Kolkata')).toEqual({ initial: 19_800, transitions: [] });
  expect(span('UTC')).toEqual({ initial: 0, transitions: [] });
});
