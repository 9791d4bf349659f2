import { type RefObject, useRef } from 'react';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { useFrame } from '../viewer/use-frame.ts';
import { either, type Keys } from '../viewer/use-keys.ts';
import { useView } from '../viewer/use-view.ts';
import { nextGround, usePixelSettings } from './settings.ts';
import { useCells } from './use-cells.ts';
import { useScene } from './use-scene.ts';

/** All there is to know of a box in which an image of pixels is looked at, and the keys that change it. */
export function usePixelBox(box: RefObject<HTMLDivElement | null>, asset: Asset) {
  const stage = useScene(asset);
  const { size, mode } = stage;
  const frame = useFrame(box, { ...size, isPixelArt: true });
  const key = `${asset.id} ${mode}`;
  const looking = useView(key);
  const cells = useCells({ key, box, frame, looking, scene: stage, places: stage.places });
  const cursor = useRef<HTMLDivElement>(null);
  const { hasGrid, ground, set } = usePixelSettings();
  const { player } = stage;
  const nextMode = () => {
    const modes = Object.values(stage.modes);
    stage.setMode(modes[(modes.indexOf(mode) + 1) % modes.length] ?? mode);
  };
  const keys: Keys = {
    ...either('g', () => set({ hasGrid: !hasGrid })),
    ...(stage.isClearSomewhere ? either('b', () => set({ ground: nextGround(ground) })) : {}),
    ...either('x', () => cursor.current?.focus({ preventScroll: true })),
    ...either('t', nextMode),
    ...(mode === 'tile' ? either('h', stage.shift) : {}),
    ...(mode === 'map' ? either('h', stage.nextMap) : {}),
    ...(player
      ? {
          ...either('k', player.toggle),
          ...either('o', player.toggleSkin),
          ',': () => player.step(-1),
          '.': () => player.step(1),
        }
      : {}),
  };
  return { stage, frame, looking, cells, cursor, keys };
}
