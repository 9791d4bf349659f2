import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { foundIn } from './found-in.ts';
import { needle } from './needles.ts';

const word = 'a xylophagous heron & co';
const needles = [needle(word), needle('something else')];
const around = (text: string | Buffer, before = 'before ') =>
  Buffer.concat([Buffer.from(before), Buffer.from(text), Buffer.from(' and after')]);

test.each([
  ['as it is', around(word)],
  ...['', 'x', 'xy', 'xyz'].flatMap(
    (before): Array<[string, Buffer]> => [
      [`in base64 after ${before.length}`, around(around(word, before).toString('base64'))],
      [`in base64url after ${before.length}`, around(around(word, before).toString('base64url'))],
    ],
  ),
  ['in hexadecimal', around(around(word).toString('hex'))],
  ['in capital hexadecimal', around(around(word).toString('hex').toUpperCase())],
  ['percent-encoded', around(encodeURIComponent(word))],
  ['in UTF-16', Buffer.from(`before ${word}`, 'utf16le')],
  ['packed by gzip', around(gzipSync(around(word)))],
  ['in a JWT', around(`eyJhbGciOiJFZERTQSJ9.${Buffer.from(JSON.stringify({ word })).toString('base64url')}.c2ln`)],
])('%s it is found, and nothing else', (_how, bytes) => {
  expect([...foundIn(bytes, needles)]).toEqual([word]);
});

test('in a zip that lies in a zip', async () => {
  const zipOf = (bytes: Buffer) => {
    const zip = new ZipFile();
    zip.addBuffer(bytes, 'one.json');
    zip.end();
    return buffer(zip.outputStream);
  };
  expect([...foundIn(await zipOf(await zipOf(around(word))), needles)]).toEqual([word]);
});

test('a piece of a picture is found in its bytes and in their base64', () => {
  const piece = Buffer.from([0, 255, 254, 17, 128, 3, 77, 250, 62, 63, 191, 9]);
  const picture = needle(piece, 'her picture');
  expect([...foundIn(around(piece), [picture])]).toEqual(['her picture']);
  expect([...foundIn(Buffer.from(around(piece).toString('base64')), [picture])]).toEqual(['her picture']);
});
