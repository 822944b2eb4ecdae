/**
 * Which place each visitor's hold has, by visitor: those who had one keep it, new ones get the lowest that is free.
 * The same map when nothing changed.
 */
export function placeHolds(
  before: ReadonlyMap<string, number>,
  visitorIds: readonly string[],
): ReadonlyMap<string, number> {
  if (visitorIds.length === before.size && visitorIds.every(id => before.has(id))) return before;
  const places = new Map([...before].filter(([id]) => visitorIds.includes(id)));
  const taken = new Set(places.values());
  for (const id of visitorIds) {
    if (places.has(id)) continue;
    let place = 0;
    while (taken.has(place)) place += 1;
    taken.add(place);
    places.set(id, place);
  }
  return places;
}
