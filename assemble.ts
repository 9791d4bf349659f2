import type { Config } from '#core/config.ts';
import { createDeps, type Deps } from '#core/deps.ts';
import { prepareKeyStore } from '#core/keys/prepare.ts';
import { beginSealing } from '#core/keys/sealing.ts';
import { replayErasures } from '#core/privacy/erasure/replay.ts';
import { prepareQueueServer } from '#core/queue/backend.ts';
import type { Stops } from '#core/stops.ts';
import { lookAtVersions } from '#core/storage/look-at-versions.ts';
import { type Role, startRoles } from './roles.ts';

export interface Assembly {
  roles: readonly Role[];
  /** Learns how to stop each part as soon as it runs, so that a start that fails half-way is undone. */
  stops: Stops;
  /** Writes what must be in the database before anybody is served. */
  prepare?(deps: Deps): Promise<void>;
  /** Ends the process, for a role that is alone in it and cannot go on. */
  end?: () => void;
}

/** Assembles UPixel on an up-to-date database: for main.ts, the demo and the tests alike. */
export async function assemble(config: Config, { roles, stops, prepare, end }: Assembly): Promise<Deps> {
  await prepareQueueServer(config);
  const deps = createDeps(config);
  stops.add(deps.close);
  await lookAtVersions(deps);
  await prepareKeyStore(deps.db, deps.keyStorage, deps.wrappingKeys);
  await replayErasures(deps);
  // Elsewhere an operator says when no process of the version before is left (npm run privacy:seal).
  if (!config.production) await beginSealing(deps.db);
  await prepare?.(deps);
  stops.add(await startRoles(deps, roles, end));
  return deps;
}
