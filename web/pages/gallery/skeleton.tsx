import { Skeleton } from '@mantine/core';
import { useRef } from 'react';
import text from '../../shell/text.module.css';
import grid from './grid.module.css';
import tile from './tile.module.css';
import { useRows } from './use-rows.ts';
import type { Density } from './view.ts';

/** Typical shapes, until the real ones are known. */
const shapes = [1, 1, 1.75, 0.78, 0.78, 1, 1, 1.29, 0.56, 1.75, 1, 1, 1, 0.78, 1.29, 1.75, 1, 0.56, 1, 1, 1.29];
const assumed = shapes.map((ratio) => ({ width: ratio, height: 1, moves: null }));

export function GridSkeleton({ density }: { density: Density }) {
  const element = useRef<HTMLDivElement>(null);
  const { rows } = useRows(assumed, element, { density });
  return (
    <div ref={element} className={grid.grid} aria-busy="true" style={{ height: rows.at(-1)?.top ?? 400 }}>
      <span className={text.visuallyHidden}>Loading your images…</span>
      {rows.slice(0, -1).flatMap(({ top, height, tiles }) =>
        tiles.map(({ left, width }) => (
          <div key={`${top}-${left}`} className={tile.tile} style={{ top, left, width, height }}>
            <Skeleton height={height} radius={10} />
          </div>
        )),
      )}
    </div>
  );
}
