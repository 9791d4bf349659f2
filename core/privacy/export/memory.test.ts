import { randomBytes, randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { inProof } from '#test/proof.ts';
import { startWorld } from '#test/world.ts';
import { runExport } from './run-export.ts';

const many = 10_000;
/** The usual size. */
const fileBytes = 200_000;

// With fewer pictures it would hold whatever the code did.
test.runIf(inProof)(
  'many pictures are streamed: the process holds less than 200 MB more than before',
  async () => {
    const world = await startWorld(await createTestDatabase(), { roles: [] });
    onTestFinished(world.close);
    const { deps } = world;
    const { userId } = await buildUser(deps);
    const bytes = randomBytes(fileBytes);
    const rows = Array.from({ length: many }, (_, nth) => {
      const id = randomUUID();
      return {
        ...{ id, source: 'upload' as const, title: `picture ${nth}`, userId },
        // A hundred files, each of a hundred rows: reading them again costs the same.
        ...{ storageKey: `assets/own/${nth % 100}.png`, thumbnailKey: `assets/own/${nth % 100}.webp` },
        ...{ contentType: 'image/png', sha256: 'x', width: 8, height: 8, byteLength: fileBytes },
      };
    });
    for (let nth = 0; nth < 100; nth++)
      await deps.storage.put(`assets/own/${nth}.png`, bytes, { contentType: 'image/png', owner: { userId } });
    await deps.db.asset.createMany({ data: rows });
    const row = await deps.db.export.create({ data: { userId, requestId: userId } });
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    await runExport(deps, row.id);
    clearInterval(watch);
    const done = await deps.db.export.findUniqueOrThrow({ where: { id: row.id }, include: { parts: true } });
    expect(done.state).toBe('ready');
    const size = done.parts.reduce((sum, { byteLength }) => sum + Number(byteLength), 0);
    expect(size).toBeGreaterThan(many * fileBytes);
    expect(most - before).toBeLessThan(200_000_000);
  },
  600_000,
);
