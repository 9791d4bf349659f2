import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { AssetSummary } from '#core/contract/shapes.ts';
import { rowOf } from './moves.ts';
import { Tile } from './tile.tsx';
import { useRoving } from './use-roving.ts';
import { gapPx, useRows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

export interface GridHandle {
  /** Leads the keyboard to an image; to the current one without a number. */
  focus(index?: number): void;
  /** Whether somebody moves through it with the keyboard. */
  isInUse(): boolean;
}

interface GridProps {
  assets: readonly AssetSummary[];
  selection: Selection;
  /** Of the address, for the links to the images. */
  search: string;
  /** What was searched for: each image shows it in its prompt. */
  words: string | undefined;
  initialId: string | undefined;
  /** Asks for more once the end comes near. */
  onEnd: (() => void) | undefined;
  handle: Ref<GridHandle>;
}

/** Only the rows in sight are in the page, so that a thousand images scroll as lightly as ten. */
export function Grid({ assets, selection, search, words, initialId, onEnd, handle }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { rows, topPx } = useRows(assets, grid);
  const roving = useRoving({ assets, rows, selection, grid, initialId });
  const currentRow = rowOf(roving.index, rows);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.height ?? 0) + gapPx,
    overscan: 4,
    scrollMargin: topPx,
    // Tab must find the current image also where it was scrolled out of sight.
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
      className="grid"
      aria-label="Images"
      aria-multiselectable="true"
      aria-rowcount={onEnd ? -1 : rows.length}
      data-selecting={selection.isOn || undefined}
      style={{ height: Math.max(0, (rows.at(-1)?.top ?? 0) + (rows.at(-1)?.height ?? 0)) }}
      onKeyDown={roving.onKeyDown}
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
            className="grid-row"
            style={{ transform: `translateY(${row.top}px)`, height: row.height }}
          >
            {row.tiles.map((tile, column) => {
              const asset = assets[row.start + column];
              return (
                asset && (
                  <Tile
                    key={asset.id}
                    asset={asset}
                    selection={selection}
                    search={search}
                    words={words}
                    place={{ ...tile, height: row.height }}
                    isCurrent={asset.id === roving.id}
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

function withRow(row: number, range: Range): number[] {
  const indexes = defaultRangeExtractor(range);
  if (row < 0 || row >= range.count || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((a, b) => a - b);
}
