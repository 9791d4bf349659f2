import { randomBytes, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStorage } from '#test/memory-storage.ts';
import { dataKey } from './data-key.ts';
import { headBytes, keyOfFile, openFile, sealFile } from './sealed-file.ts';
import { sealedStorage } from './sealed-storage.ts';

const key = dataKey(randomUUID(), randomBytes(32));
const piece = 64 * 1024;
const sizes = [0, 1, piece - 1, piece, piece + 1, 3 * piece, 1_000_003];

const keys = {
  of: async () => key,
  byId: async (id: string) => (id === key.id ? key : undefined),
  make: () => Promise.reject(new Error('no key is made')),
  note: () => undefined,
  destroy: async () => undefined,
  sealing: async () => true,
  lookup: () => Promise.reject(new Error('nothing is looked up')),
  secret: () => Promise.reject(new Error('no secret is needed')),
};
const owner = { userId: randomUUID() };
const put = { contentType: 'image/png', owner };

describe('a sealed store', () => {
  it.each(sizes)('gives back %d bytes, whole and as a stream, in whatever chunks they come', async (size) => {
    const bytes = randomBytes(size);
    for (const chunkBytes of [1_000_000, 10_007, 17]) {
      if (size > 300_000 && chunkBytes === 17) continue; // minutes of tiny chunks
      const { storage, files } = memoryStorage(chunkBytes);
      const sealed = sealedStorage(storage, keys);
      await sealed.put('a/b.png', bytes, put);
      expect((await sealed.get('a/b.png')).equals(bytes)).toBe(true);
      expect((await buffer(await sealed.stream('a/b.png'))).equals(bytes)).toBe(true);
      const kept = files.get('a/b.png') ?? Buffer.alloc(0);
      expect(keyOfFile(kept)).toBe(key.id);
      if (size > 15) expect(kept.includes(bytes.subarray(0, 16))).toBe(false);
    }
  });

  it('reads what is older than sealing as it is, however short', async () => {
    const { storage } = memoryStorage();
    for (const bytes of [Buffer.alloc(0), Buffer.from('UPX'), randomBytes(headBytes - 1), randomBytes(200_000)]) {
      await storage.put('old.png', bytes, put);
      const sealed = sealedStorage(storage, keys);
      expect((await sealed.get('old.png')).equals(bytes)).toBe(true);
      expect((await buffer(await sealed.stream('old.png'))).equals(bytes)).toBe(true);
    }
  });

  it('has nothing to read where the key was destroyed, before any stream', async () => {
    const { storage } = memoryStorage();
    await sealedStorage(storage, keys).put('a.png', randomBytes(100), put);
    const without = sealedStorage(storage, { ...keys, byId: async () => undefined });
    await expect(without.get('a.png')).rejects.toMatchObject({ code: 'not_found' });
    await expect(without.stream('a.png')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('passes on nothing that is not verified: cut, changed, swapped or under another name', async () => {
    const bytes = randomBytes(3 * piece + 5);
    const { storage, files } = memoryStorage();
    const sealed = sealedStorage(storage, keys);
    await sealed.put('a.png', bytes, put);
    const whole = files.get('a.png') ?? Buffer.alloc(0);
    const stride = piece + 16;
    const at = (nth: number) => whole.subarray(headBytes + nth * stride, headBytes + (nth + 1) * stride);
    const head = whole.subarray(0, headBytes);
    const bad = {
      'cut inside a piece': whole.subarray(0, headBytes + stride + 1_000),
      'cut between pieces': whole.subarray(0, headBytes + 2 * stride),
      'cut after the head': head,
      'without a piece in the middle': Buffer.concat([head, at(0), at(2), at(3)]),
      'pieces in another order': Buffer.concat([head, at(1), at(0), at(2), at(3)]),
      'with something after its end': Buffer.concat([whole, randomBytes(20)]),
    };
    for (const [what, changed] of Object.entries(bad)) {
      files.set('a.png', changed);
      await expect(sealed.get('a.png'), what).rejects.toThrow();
      const seen: Buffer[] = [];
      const taking = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          seen.push(chunk);
          done();
        },
      });
      await expect(pipeline(await sealed.stream('a.png'), taking), what).rejects.toThrow();
      const passed = Buffer.concat(seen);
      expect(bytes.subarray(0, passed.length).equals(passed), what).toBe(true);
    }
    files.set('other.png', whole);
    await expect(sealed.get('other.png')).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('notices every changed bit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (bytes, where, bit) => {
      const sealed = Buffer.concat(sealFile(key, 'x', bytes));
      const place = headBytes + (where % (sealed.length - headBytes));
      sealed.writeUInt8(sealed.readUInt8(place) ^ (1 << bit), place);
      expect(() => openFile(key, 'x', sealed)).toThrow();
    }),
  );
});
