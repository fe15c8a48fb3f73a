import { addDays, civil, daysBetween, isZone } from './civil.js';

describe('civil time', () => {
  it('reads the same instant as different days in different zones', () => {
    const instant = new Date('2026-11-21T23:30:00Z');
    expect(civil(instant, 'Europe/Berlin')).toEqual({ day: '2026-11-22', time: '00:30' });
    expect(civil(instant, 'America/New_York')).toEqual({ day: '2026-11-21', time: '18:30' });
  });

  it('counts calendar days across a change of the clocks', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('knows zones', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });
});
