type Emoji = { readonly emoji: string; readonly version: number; readonly countryFlag?: true | undefined };

const SIZE = 24;
/** No font has a picture of it: what is drawn is what stands for a missing one. */
const NOTHING = '\u{10FFFE}';

/**
 * Those that this browser has pictures for, all where that can't be found out. Where there are colours, one of each
 * version of Unicode's emoji is tried; where the fonts have none, each by itself.
 */
export function onlyDrawn<Some extends Emoji>(emojis: readonly Some[]): readonly Some[] {
  const canvas = openCanvas();
  if (canvas === null) return emojis;
  const samples = new Map<number, string>();
  for (const { emoji, version } of emojis) if (!samples.has(version)) samples.set(version, emoji);
  const newestFirst = [...samples].toSorted(([one], [other]) => other - one);
  const newest = newestFirst.find(([, emoji]) => hasColours(canvas, emoji))?.[0];
  if (newest === undefined) {
    const missing = paint(canvas, NOTHING, '#000');
    return emojis.filter(({ emoji }) => isOne(canvas, emoji) && paint(canvas, emoji, '#000') !== missing);
  }
  // On Windows two letters stand for a flag.
  const hasFlags = hasColours(canvas, '🇪🇺');
  return emojis.filter(({ version, countryFlag }) => version <= newest && (hasFlags || countryFlag !== true));
}

function openCanvas(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SIZE, SIZE];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.font = `${SIZE / 2}px sans-serif`;
  context.textBaseline = 'top';
  return context;
}

/** A picture has colours of its own; what stands for a missing one takes the colour of the text. */
function hasColours(context: CanvasRenderingContext2D, emoji: string): boolean {
  return isOne(context, emoji) && paint(context, emoji, '#f00') === paint(context, emoji, '#00f');
}

/** One that is put together of several, and not known, is drawn as several. */
function isOne(context: CanvasRenderingContext2D, emoji: string): boolean {
  return context.measureText(emoji).width <= SIZE * 0.9;
}

function paint(context: CanvasRenderingContext2D, text: string, colour: string): string {
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillStyle = colour;
  context.fillText(text, 0, 2);
  return context.getImageData(0, 0, SIZE, SIZE).data.join();
}
