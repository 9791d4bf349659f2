import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { Time } from '../../shell/time.tsx';
import classes from './grid.module.css';
import type { Group } from './groups.ts';
import { rowOf } from './moves.ts';
import type { Row } from './rows.ts';
import { Tile } from './tile.tsx';
import type { Filter } from './use-filter.ts';
import { useRoving } from './use-roving.ts';
import { gapPx, useRows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';
import { useTileDeeds } from './use-tile-deeds.ts';
import type { Density } from './view.ts';

export interface GridHandle {
  /** Moves the keyboard focus to an image; without a number, to the current one. */
  focus(index?: number): void;
  /** Whether somebody is moving through it with the keyboard. */
  isInUse(): boolean;
}

interface GridProps {
  assets: readonly AssetSummary[];
  selection: Selection;
  /** For the links to the images, each of which shows the search words in its prompt. */
  filter: Filter;
  initialId: string | undefined;
  density: Density;
  groups: readonly Group[];
  /** Loads more when the end comes near. */
  onEnd: (() => void) | undefined;
  handle: Ref<GridHandle>;
}

/** Only the visible rows are in the page, so that a thousand images scroll as smoothly as ten. */
export function Grid({ assets, selection, filter, initialId, density, groups, onEnd, handle }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const deeds = useTileDeeds(selection);
  const { rows, topPx } = useRows(assets, grid, { density, groups });
  const roving = useRoving({ assets, rows, selection, grid, initialId, deeds });
  const currentRow = rowOf(roving.index, rows);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => heightOf(rows[index]) + gapPx,
    overscan: 4,
    scrollMargin: topPx,
    // Tab must find the current image even if it is scrolled out of sight.
    rangeExtractor: (range) => withRow(currentRow, range),
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = virtualizer.range?.endIndex ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are those of the rows
  useLayoutEffect(() => virtualizer.measure(), [rows]);
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 4) onEnd?.();
  }, [lastShown, rows.length, onEnd]);
  useImperativeHandle(handle, () => ({
    focus: (index = roving.index) => roving.go(index),
    isInUse: () => grid.current?.querySelector(':focus-visible') != null,
  }));

  return (
    // biome-ignore lint/a11y/useSemanticElements: pictures, and no table
    <div
      ref={grid}
      role="grid"
      className={classes.grid}
      aria-label="Images"
      aria-multiselectable="true"
      aria-rowcount={onEnd ? -1 : rows.length}
      style={{ height: Math.max(0, (rows.at(-1)?.top ?? 0) + heightOf(rows.at(-1))) }}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onEnter}
      onBlur={roving.onLeave}
    >
      {shown.map(({ index: at }) => {
        const row = rows[at];
        if (!row) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: no table
          // biome-ignore lint/a11y/useFocusableInteractive: its focus is on the links in it
          <div
            key={row.start}
            role="row"
            aria-rowindex={at + 1}
            className={classes.row}
            style={{ transform: `translateY(${row.top}px)`, height: heightOf(row) }}
          >
            {row.headPx > 0 && <Head group={groups.find(({ start }) => start === row.start)} />}
            {row.tiles.map((tile, column) => {
              const asset = assets[row.start + column];
              return (
                asset && (
                  <Tile
                    key={asset.id}
                    asset={asset}
                    selection={selection}
                    filter={filter}
                    place={{ ...tile, top: row.headPx, height: row.height }}
                    isCurrent={asset.id === roving.id}
                    deeds={deeds}
                    onFocus={() => roving.onFocus(asset.id, row.start + column)}
                  />
                )
              );
            })}
          </div>
        );
      })}
    </div>
  );
}

/** With the title above it. */
const heightOf = (row: Row | undefined) => (row ? row.headPx + row.height : 0);

function Head({ group }: { group: Group | undefined }) {
  if (!group) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no table
    // biome-ignore lint/a11y/useFocusableInteractive: nothing to press
    <div role="rowheader" className={classes.head}>
      <span className={classes.title}>{group.title}</span>
      {group.at && (
        <span className={classes.at}>
          <Time at={group.at} />
        </span>
      )}
    </div>
  );
}

function withRow(row: number, range: Range): number[] {
  const indexes = defaultRangeExtractor(range);
  if (row < 0 || row >= range.count || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((a, b) => a - b);
}
