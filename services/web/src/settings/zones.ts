/** Zones whose name contains every word typed; spaces stand for the underscores of the names. */
export function matchingZones(zones: readonly string[], typed: string): readonly string[] {
  const words = typed
    .toLowerCase()
    .replaceAll('_', ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  return zones.filter((zone) => {
    const name = zone.toLowerCase().replaceAll('_', ' ');
    return words.every((word) => name.includes(word));
  });
}
