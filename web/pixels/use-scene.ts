import { useMemo } from 'react';
import type { AnimationLayout, TilesLayout } from '#core/assets/layout/asset-layout.ts';
import { placesOf } from '#core/assets/layout/cut-layout.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { cutPixels } from '#core/pixel/tiles/cut.ts';
import { randomBlobMap, randomMap } from '#core/pixel/tiles/map.ts';
import type { Size } from '../viewer/fit.ts';
import { useKeyed } from '../viewer/use-keyed.ts';
import { laid, onionSkin, repeated, shiftedByHalf } from './parts.ts';
import { countedBy, type Mode, modesOf, partsIn, repeats, type Scene } from './scene.ts';
import { useFound } from './use-found.ts';
import { type Player, usePlayer } from './use-player.ts';

interface State {
  mode: Mode;
  /** Which tile is repeated. */
  tileNumber: number;
  isShifted: boolean;
  /** Of the map. */
  seed: number;
}

const noFrames: Pick<AnimationLayout, 'frames' | 'tags'> = { frames: [], tags: [] };

export type Stage = ReturnType<typeof useScene>;

/** What of an image of pixels is on the screen, and what can be changed about that. */
export function useScene(asset: Asset) {
  const { layout } = asset;
  const found = useFound(asset, true);
  const modes = modesOf(asset);
  const { value: state, change } = useKeyed<State>(asset.id, () => ({
    mode: Object.values(modes)[0] ?? 'file',
    tileNumber: 0,
    isShifted: false,
    seed: 1,
  }));
  const player = usePlayer(asset.id, layout?.kind === 'animation' ? layout : noFrames, state.mode === 'animation');
  const file = found.data?.pixels;
  /** Its frames or tiles; a file that is one picture is one tile. */
  const parts = useMemo(() => {
    if (!file) return undefined;
    return layout === null ? [file] : placesOf(layout).map((place) => cutPixels(file, place));
  }, [file, layout]);
  const set = (next: Partial<State>) => change((now) => ({ ...now, ...next }));
  const scene = useShown(asset, { ...state, file, parts, player });
  return {
    ...scene,
    ...state,
    modes,
    setMode: (mode: Mode) => set({ mode }),
    setTile: (tileNumber: number) => set({ tileNumber }),
    nextMap: () => set({ seed: state.seed + 1 }),
    shift: () => set({ isShifted: !state.isShifted }),
    partPixels: parts,
    player: state.mode === 'animation' ? player : undefined,
    places: found.data?.places ?? none,
    isClearSomewhere: found.data?.isClearSomewhere ?? false,
    error: found.error,
    retry: () => void found.refetch(),
  };
}

const none: ReadonlyMap<number, number> = new Map();

interface Shown extends State {
  file: Pixels | undefined;
  parts: readonly Pixels[] | undefined;
  player: Player;
}

function useShown({ width, height, layout }: Asset, { mode, file, parts, player, ...state }: Shown): Scene {
  const { tileNumber, isShifted, seed } = state;
  const cell = layout ?? { width, height };
  const part = parts?.[mode === 'animation' ? player.frame : tileNumber];
  const map = useMemo(
    () => (mode === 'map' && layout?.kind === 'tiles' ? mapOf(layout, seed) : undefined),
    [mode, layout, seed],
  );
  const pixels = useMemo(() => {
    if (mode === 'file') return file;
    if (map) return parts && laid(map, parts);
    return mode === 'tile' && part ? repeated(isShifted ? shiftedByHalf(part) : part, repeats) : part;
  }, [mode, file, map, parts, part, isShifted]);
  const { hasSkin, isPlaying, order, at } = player;
  const isSkinned = mode === 'animation' && hasSkin && !isPlaying;
  const drawn = useMemo(() => {
    if (!pixels || !isSkinned || !parts) return pixels;
    const [previous, next] = [parts[order[at - 1] ?? -1], parts[order[at + 1] ?? -1]];
    return onionSkin(pixels, { ...(previous ? { previous } : {}), ...(next ? { next } : {}) });
  }, [pixels, isSkinned, parts, order, at]);
  const counted = { width: countedBy, height: countedBy };
  switch (mode) {
    case 'file':
      return {
        ...{ size: { width, height }, pixels, drawn: undefined, grid: layout ?? counted },
        ...{ parts: layout ? partsIn(layout) : undefined, tile: undefined },
      };
    case 'animation':
      return { size: sizeOf(cell), pixels, drawn, grid: counted, parts: undefined, tile: undefined };
    case 'tile':
      return { size: sizeOf(cell, repeats, repeats), pixels, drawn, grid: cell, parts: undefined, tile: sizeOf(cell) };
    case 'map':
      return {
        ...{ size: sizeOf(cell, map?.columns, map?.rows), pixels, drawn, grid: cell },
        ...{
          parts: map && { ...sizeOf(cell), kind: 'tiles', columns: map.columns, numbers: map.tiles },
          tile: undefined,
        },
      };
  }
}

const sizeOf = ({ width, height }: Size, columns = 1, rows = 1): Size => ({
  width: width * columns,
  height: height * rows,
});

/** As one would lay the tiles of such a set. */
const mapOf = ({ set, count, corners }: TilesLayout, seed: number) =>
  set === 'blob' ? randomBlobMap(seed) : randomMap({ count, corners }, seed);
