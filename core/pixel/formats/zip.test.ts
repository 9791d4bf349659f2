import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipOf } from './zip.ts';

const files = { 'README.txt': 'Hello.\n', 'art/hero.png': Uint8Array.of(1, 2, 3) };

it('a zip holds its files in their order', () => {
  const found = unzipSync(zipOf(files));
  expect(Object.keys(found)).toEqual(Object.keys(files));
  expect(new TextDecoder().decode(found['README.txt'])).toBe('Hello.\n');
  expect(found['art/hero.png']).toEqual(Uint8Array.of(1, 2, 3));
});

it('the same files make the same bytes, wherever they are packed', () => {
  const zoneBefore = process.env.TZ;
  try {
    const zips = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map((zone) => {
      process.env.TZ = zone;
      return zipOf(files);
    });
    expect(zips[1]).toEqual(zips[0]);
    expect(zips[2]).toEqual(zips[0]);
  } finally {
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  }
});
