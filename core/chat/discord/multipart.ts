import { randomBytes } from 'node:crypto';
import type { OutgoingFile } from '../messenger.ts';

/**
 * A message with its files as the pieces of a multipart/form-data body (RFC 7578), with the part names that Discord expects; `sendRequest` writes them
 * one after the other. Built by hand because the library's FormData copies every file several times: 6 ms of processor time for 1 MB, against 1 ms.
 */
export function multipartRequest(payload: object, files: readonly OutgoingFile[]) {
  const boundary = `upixel-${randomBytes(18).toString('hex')}`;
  const part = (head: string) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`);
  const lineEnd = Buffer.from('\r\n');
  const body = [
    ...files.flatMap(({ filename, contentType, bytes }, index) => [
      part(`name="files[${index}]"; filename="${quotable(filename)}"\r\nContent-Type: ${contentType}`),
      bytes,
      lineEnd,
    ]),
    part('name="payload_json"\r\nContent-Type: application/json'),
    Buffer.from(JSON.stringify(payload)),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
  const length = body.reduce((total, piece) => total + piece.byteLength, 0);
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': String(length) };
  return { body, headers, passThroughBody: true };
}

/** Escapes what is not allowed inside the quotes, as browsers do. */
const quotable = (name: string) => name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
