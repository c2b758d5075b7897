import { type MediaType } from './media.ts';

export type ImageSize = { readonly width: number; readonly height: number };

/** Width and height as the head of a picture says; null for other files and for heads that cannot be read. */
export function imageSizeOf(bytes: Uint8Array, type: MediaType): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size =
      type === 'image/png' ? png(view) : type === 'image/jpeg' ? jpeg(view) : type === 'image/webp' ? webp(view) : null;
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    // The head ends before it says its size.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first chunk of a PNG is IHDR, which begins with the size. */
const png = (view: DataView): ImageSize => ({ width: view.getUint32(16), height: view.getUint32(20) });

const START_OF_FRAME = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** Segments of a JPEG are walked until the one that starts a frame. */
function jpeg(view: DataView): ImageSize | null {
  let at = 2;
  while (at < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (START_OF_FRAME.has(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The three forms of WebP: lossy, lossless, extended. */
function webp(view: DataView): ImageSize | null {
  const form = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (form === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form !== 'VP8X') return null;
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  return { width: three(24) + 1, height: three(27) + 1 };
}
