import { type ComponentType, lazy } from 'react';
import { loadScript } from './load-script.ts';

/**
 * Like React's `lazy`; but once it has been loaded ahead, it is drawn at once: `lazy` shows its fallback for a moment even then.
 * Its script is loaded when it is drawn first, or by `preload`.
 */
export function lazily(load: () => Promise<{ default: ComponentType }>) {
  let Loaded: ComponentType | undefined;
  const where = { address: () => location.pathname + location.search, who: () => null };
  const Later = lazy(() => loadScript(load, where));
  return {
    Component: () => (Loaded ? <Loaded /> : <Later />),
    preload: async () => {
      Loaded = (await load()).default;
    },
  };
}
