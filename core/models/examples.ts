import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import type { Deps } from '../deps.ts';
import type { ImageModel } from './define-model.ts';

/** What a model makes, small, in a type that every chat shows. */
export interface ExamplePicture {
  bytes: Uint8Array<ArrayBuffer>;
  type: 'image/png' | 'image/jpeg';
}
const types = z.enum(['image/png', 'image/jpeg']);

const dayMs = 24 * 60 * 60_000;
/** The provider's examples change rarely; one that shows none may have one tomorrow. */
const freshMs = { shown: 7 * dayMs, none: dayMs };

/** Nobody waits longer for the first time that somebody looks; what comes later is there the next time. */
const patienceMs = 2_000;
const lookMs = 50;

/**
 * Where the chats fetch a picture of what each of these models makes, by the model's name. The first to ask has it made; a model without one is left out.
 */
export async function exampleLinks(
  { db, queues, log, config }: Pick<Deps, 'db' | 'queues' | 'log' | 'config'>,
  offered: readonly ImageModel[],
): Promise<Record<string, { url: string; type: ExamplePicture['type'] }>> {
  const known = () =>
    db.modelExample.findMany({
      where: { modelId: { in: offered.map(({ id }) => id) } },
      select: { modelId: true, type: true, sha256: true, lookedAt: true },
    });
  let rows = offered.length === 0 ? [] : await known();
  const due = offered.filter(({ id }) => isDue(rows.find(({ modelId }) => modelId === id)));
  await Promise.all(
    due.map(({ id: modelId }) =>
      queues
        .enqueue('model-example', { modelId })
        .catch((err: unknown) => log.warn({ modelId, err }, 'the example of a model is left for the next time')),
    ),
  );
  for (let waitedMs = 0; rows.length < offered.length && waitedMs < patienceMs; waitedMs += lookMs) {
    await sleep(lookMs);
    rows = await known();
  }
  return Object.fromEntries(
    offered.flatMap(({ id, name }) => {
      const { type, sha256 } = rows.find(({ modelId }) => modelId === id) ?? {};
      if (!type || !sha256) return [];
      // Chats keep what they fetched: another picture has another address.
      const url = `${config.publicUrl}${plainPaths.example(name)}?v=${sha256.slice(0, 16)}`;
      return [[name, { url, type: types.parse(type) }]];
    }),
  );
}

const isDue = (row: { sha256: string | null; lookedAt: Date } | undefined): boolean =>
  row === undefined || Date.now() - row.lookedAt.getTime() > (row.sha256 === null ? freshMs.none : freshMs.shown);

/** Whether somebody should ask the provider for it. */
export const isExampleDue = async ({ db }: Pick<Deps, 'db'>, modelId: string): Promise<boolean> =>
  isDue(
    (await db.modelExample.findUnique({ where: { modelId }, select: { sha256: true, lookedAt: true } })) ?? undefined,
  );

/** Keeps it in place of the one before; undefined: there is none to be shown. */
export async function noteExample(
  { db }: Pick<Deps, 'db'>,
  modelId: string,
  example: ExamplePicture | undefined,
): Promise<void> {
  const columns = {
    picture: example?.bytes ?? null,
    type: example?.type ?? null,
    sha256: example ? createHash('sha256').update(example.bytes).digest('hex') : null,
    lookedAt: new Date(),
  };
  await db.modelExample.upsert({ where: { modelId }, create: { modelId, ...columns }, update: columns });
}

/** For whoever has its address. */
export async function findExample({ db }: Pick<Deps, 'db'>, modelId: string) {
  const row = await db.modelExample.findUnique({ where: { modelId } });
  if (!row?.picture || !row.sha256) return undefined;
  return { bytes: Buffer.from(row.picture), type: types.parse(row.type), sha256: row.sha256 };
}
