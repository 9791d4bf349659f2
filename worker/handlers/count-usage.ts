import type { Deps } from '#core/deps.ts';
import { countUsage as count } from '#core/privacy/usage/count.ts';

export const countUsage = (deps: Deps): Promise<number> => count(deps);
