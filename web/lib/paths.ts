/** The address of a visitor's chat in the dashboard. */
export function chatPath(visitorId: string): string {
  return `/chats/${encodeURIComponent(visitorId)}`;
}
