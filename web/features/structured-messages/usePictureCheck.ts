import { useEffect, useState } from 'react';
import { MAX_PICTURE_BYTES, PICTURE_RATIO } from '../../structured/limits.ts';
import { pictureAddress } from '../../structured/webAddress.ts';

/** A picture this wide (px) is more than a widget on a sharp screen shows; one that is narrower than the other, less. */
const VERY_WIDE = 4_000;
const NARROW = 200;
/** How long (ms) the address has to rest before its picture is loaded: it is being typed. */
const REST = 400;

export type PictureCheck =
  | { readonly kind: 'none' | 'loading' | 'broken' }
  | {
      readonly kind: 'loaded';
      readonly width: number;
      readonly height: number;
      /** Bytes; null where the picture's host does not let pages know. */
      readonly bytes: number | null;
      readonly flaws: readonly ('tooLarge' | 'veryWide' | 'narrow' | 'cut')[];
    };

/** Loads the picture as the visitor's browser would, and tells what is wrong with it as far as a page can know. */
export function usePictureCheck(text: string): PictureCheck {
  const address = pictureAddress(text.trim());
  const [known, setKnown] = useState<{ readonly address: string; readonly check: PictureCheck } | null>(null);
  useEffect(() => {
    if (address === null) return;
    const image = new Image();
    image.referrerPolicy = 'no-referrer';
    image.onload = () => setKnown({ address, check: lookAt(image, address) });
    image.onerror = () => setKnown({ address, check: { kind: 'broken' } });
    const timer = setTimeout(() => {
      image.src = address;
    }, REST);
    return () => {
      clearTimeout(timer);
      image.onload = null;
      image.onerror = null;
    };
  }, [address]);
  if (address === null) return { kind: 'none' };
  return known?.address === address ? known.check : { kind: 'loading' };
}

function lookAt(image: HTMLImageElement, address: string): PictureCheck {
  const { naturalWidth: width, naturalHeight: height } = image;
  const bytes = bytesOf(address);
  const isCut = Math.abs(width / Math.max(1, height) - PICTURE_RATIO) > 0.1;
  return {
    kind: 'loaded',
    width,
    height,
    bytes,
    flaws: [
      ...(bytes !== null && bytes > MAX_PICTURE_BYTES ? (['tooLarge'] as const) : []),
      ...(width > VERY_WIDE ? (['veryWide'] as const) : []),
      ...(width < NARROW ? (['narrow'] as const) : []),
      ...(isCut ? (['cut'] as const) : []),
    ],
  };
}

/** The browser tells the size only where the host allows it (`Timing-Allow-Origin`). */
function bytesOf(address: string): number | null {
  const entry = performance.getEntriesByName(address).at(-1);
  const bytes = entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0;
  return bytes > 0 ? bytes : null;
}
