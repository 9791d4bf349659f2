import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { createTestDatabase } from './database.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** A world for the tests of a file, in which nothing that Discord is told or says is against its own specification. */
export function stageWorld(options: WorldOptions = {}): () => World {
  let started: World;
  beforeAll(async () => {
    started = await startWorld(await createTestDatabase(), options);
  });
  afterEach(() => {
    expect(checkAgainstSpec(started.discord.exchanges.splice(0))).toEqual([]);
  });
  afterAll(() => started?.close());
  return () => started;
}
