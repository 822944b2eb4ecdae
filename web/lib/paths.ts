/** The visitor that a path segment names; null for one that can't be read. */
export function visitorInPath(segment: string | undefined): string | null {
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** The address of a visitor's chat in the dashboard. */
export function chatPath(visitorId: string): string {
  return `/chats/${encodeURIComponent(visitorId)}`;
}
