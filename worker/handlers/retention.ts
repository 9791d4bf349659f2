import type { Deps } from '#core/deps.ts';
import { runRetention } from '#core/privacy/retention/run.ts';

export const retention = (deps: Deps): Promise<number> => runRetention(deps);
