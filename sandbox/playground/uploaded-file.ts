import type { SentFile } from './requests.ts';

export function uploadedFile({ filename, contentType, base64 }: SentFile) {
  return { filename, contentType: contentType || 'application/octet-stream', bytes: Buffer.from(base64, 'base64') };
}
