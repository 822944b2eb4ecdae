import type { StructuredMessage } from '../../outbox/structuredMessage.ts';
import { encodeFile } from '../../structured/decodeStructured.ts';

/** Hands the message to the browser as a file. */
export function downloadMessage(name: string, message: StructuredMessage): void {
  const file = new Blob([encodeFile([{ name, message }])], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName(name)}.json`;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/gu, '') || 'structured-message';
}
