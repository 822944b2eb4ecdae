export type EntityType = 'AGENT' | 'DEPARTMENT' | 'VISITOR' | 'VISITOR_CHANNEL' | 'CHAT_LOG' | 'MESSAGE';

/**
 * An id in the form of the real API: base64 of a JSON list of pairs,
 * `[["localId","<id>"],["type","AGENT"]]`. Clients are to take it as opaque.
 */
export function globalId(type: EntityType, localId: string | number): string {
  const pairs = [
    ['localId', String(localId)],
    ['type', type],
  ];
  return Buffer.from(JSON.stringify(pairs)).toString('base64');
}

/** The type that an id claims to be of, or null when it is not an id of this form. */
export function globalIdType(id: string): string | null {
  return partsOf(id)?.type ?? null;
}

/** What an id of this type names, or null when it is no such id. */
export function localIdOf(id: string, type: EntityType): string | null {
  const parts = partsOf(id);
  return parts?.type === type ? parts.localId : null;
}

function partsOf(id: string): { localId: string; type: string } | null {
  const [, localId, type] =
    /^\[\["localId","([^"]*)"\],\["type","([A-Z_]+)"\]\]$/.exec(Buffer.from(id, 'base64').toString()) ?? [];
  return localId === undefined || type === undefined ? null : { localId, type };
}
