import { type ComponentType, lazy } from 'react';
import { loadInPlace } from './load-script.ts';

/**
 * Like React's `lazy`; but once it has been loaded ahead, it is drawn at once: `lazy` shows its fallback for a moment even then.
 * Its script is loaded when it is drawn first, or by `preload`.
 */
export function lazily<Props extends object = object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let Loaded: ComponentType<Props> | undefined;
  const Later = lazy(() => loadInPlace(load)) as ComponentType<Props>;
  return {
    Component: (props: Props) => (Loaded ? <Loaded {...props} /> : <Later {...props} />),
    preload: async () => {
      Loaded = (await load()).default;
    },
  };
}
