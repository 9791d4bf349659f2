/** What the first bytes say about a file: its type, and the size in pixels of an image. */
export interface ImageFacts {
  mimetype: string;
  width?: number;
  height?: number;
}

const TYPES_BY_EXTENSION: Record<string, string> = {
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
  zip: 'application/zip',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
};

export function imageFacts(bytes: Buffer, filename: string): ImageFacts {
  if (bytes.length > 24 && bytes.toString('latin1', 1, 4) === 'PNG') {
    return { mimetype: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length > 10 && bytes.toString('latin1', 0, 3) === 'GIF') {
    return { mimetype: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return { mimetype: 'image/jpeg', ...jpegSize(bytes) };
  if (bytes.length > 30 && bytes.toString('latin1', 8, 12) === 'WEBP')
    return { mimetype: 'image/webp', ...webpSize(bytes) };
  const extension = filename.split('.').pop()?.toLowerCase() ?? '';
  return { mimetype: TYPES_BY_EXTENSION[extension] ?? 'application/octet-stream' };
}

/** Walks the segments to the start-of-frame, which contains the size. */
function jpegSize(bytes: Buffer): { width?: number; height?: number } {
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return {};
}

function webpSize(bytes: Buffer): { width?: number; height?: number } {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  const packed = bytes.readUInt32LE(21);
  return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
}
