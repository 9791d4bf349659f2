import { useEffect, useMemo } from 'react';
import { act } from '../api.ts';
import { Blocks } from './blocks.tsx';
import { useSlack } from './context.ts';
import { type Surface, SurfaceProvider } from './surface.ts';

/** Scrollable areas must be reachable by keyboard. */
const scrolled = { tabIndex: 0 };

/** The app's Home tab. Opening it notifies the app, which may publish it again. */
export function Home() {
  const { snapshot, attempt } = useSlack();
  const { me, home } = snapshot;
  useEffect(() => {
    attempt(act.slack('open-home', { userId: me.id }));
  }, [attempt, me.id]);
  const viewId = home?.id ?? '';
  const surface = useMemo<Surface>(
    () => ({
      place: { viewId },
      act: (actionId, what) => attempt(act.slack('click', { userId: me.id, viewId, actionId, ...what })),
    }),
    [viewId, me.id, attempt],
  );
  return (
    <section className="s-home" aria-label="The Home tab of UPixel" {...scrolled}>
      <SurfaceProvider value={surface}>
        {home ? <Blocks blocks={home.blocks} /> : <p className="s-welcome">UPixel has published no Home tab yet.</p>}
      </SurfaceProvider>
    </section>
  );
}
