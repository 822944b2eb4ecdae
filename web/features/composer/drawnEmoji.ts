export type DrawnEmoji = {
  /** The newest version of Unicode's emoji that is drawn. */
  readonly version: number;
  /** Whether flags are drawn; on Windows two letters stand there. */
  readonly flags: boolean;
};

const SIZE = 24;

/** Which emoji this browser has pictures for; all where that can't be found out. */
export function drawnEmoji(
  emojis: readonly { readonly emoji: string; readonly version: number }[],
): DrawnEmoji {
  const samples = new Map<number, string>();
  for (const { emoji, version } of emojis) if (!samples.has(version)) samples.set(version, emoji);
  const newestFirst = [...samples].toSorted(([one], [other]) => other - one);
  const isDrawn = createTest();
  const drawn = newestFirst.find(([, emoji]) => isDrawn?.(emoji) === true);
  if (isDrawn === null || drawn === undefined) return { version: Number.POSITIVE_INFINITY, flags: true };
  return { version: drawn[0], flags: isDrawn('🇪🇺') };
}

/** A picture has colours of its own; what stands for a missing one takes the colour of the text. */
function createTest(): ((emoji: string) => boolean) | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SIZE, SIZE];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.font = `${SIZE / 2}px sans-serif`;
  context.textBaseline = 'top';
  const paint = (emoji: string, colour: string) => {
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillStyle = colour;
    context.fillText(emoji, 0, 2);
    return context.getImageData(0, 0, SIZE, SIZE).data.join();
  };
  return emoji => {
    // One that is put together of several, and not known, is drawn as several.
    if (context.measureText(emoji).width > SIZE * 0.9) return false;
    return paint(emoji, '#f00') === paint(emoji, '#00f');
  };
}
