import { matchingZones } from './zones.js';

it('finds a zone by any words of its name', () => {
  const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata'];
  expect(matchingZones(zones, 'new yo')).toEqual(['America/New_York']);
  expect(matchingZones(zones, 'york america')).toEqual(['America/New_York']);
  expect(matchingZones(zones, '')).toEqual(zones);
  expect(matchingZones(zones, 'mars')).toEqual([]);
});
