import { expect, it } from 'vitest';
import { readMultipart } from './multipart.ts';

it('reads what a client’s FormData sends: fields, files, binary bytes and awkward names', async () => {
  const bytes = Buffer.from([0, 13, 10, 13, 10, 45, 45, 255, 0]);
  const form = new FormData();
  form.append('payload_json', '{"content":"grüße\r\n"}');
  form.append('files[0]', new Blob([bytes], { type: 'image/png' }), 'a "fox"; knight.png');
  form.append('empty', new Blob([]), 'empty.bin');
  const sent = new Response(form);
  const raw = Buffer.from(await sent.arrayBuffer());
  const parts = readMultipart(raw, sent.headers.get('content-type') ?? '');
  expect(parts.map(({ field, filename, contentType }) => [field, filename, contentType])).toEqual([
    ['payload_json', undefined, ''],
    ['files[0]', 'a "fox"; knight.png', 'image/png'],
    ['empty', 'empty.bin', 'application/octet-stream'],
  ]);
  expect(parts[0]?.bytes.toString('utf8')).toBe('{"content":"grüße\r\n"}');
  expect(parts[1]?.bytes.equals(bytes)).toBe(true);
  expect(parts[2]?.bytes).toHaveLength(0);
});

it('reads nothing from a body that is none', () => {
  expect(readMultipart(Buffer.from('hello'), 'multipart/form-data; boundary=x')).toEqual([]);
});
