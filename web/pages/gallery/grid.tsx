import { Checkbox } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { AssetSummary } from '#core/contract/shapes.ts';
import { PixelImage } from '../../shell/pixel-image.tsx';
import type { Selection } from './use-selection.ts';

const gapPx = 12;
const smallestTilePx = 150;

interface GridProps {
  assets: AssetSummary[];
  selection: Selection;
  /** Asks for more once the end comes near. */
  onEnd: (() => void) | undefined;
}

/** Only the rows in sight are in the page, so that a thousand images scroll as lightly as ten. */
export function Grid({ assets, selection, onEnd }: GridProps) {
  const { ref, width } = useElementSize();
  const list = useRef<HTMLUListElement>(null);
  const columns = Math.max(2, Math.floor((width + gapPx) / (smallestTilePx + gapPx)));
  const tilePx = width > 0 ? (width - gapPx * (columns - 1)) / columns : smallestTilePx;
  const rows = Math.ceil(assets.length / columns);
  const virtualizer = useWindowVirtualizer({
    count: rows,
    estimateSize: () => tilePx + gapPx,
    overscan: 4,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a row's height follows the width alone
  useEffect(() => virtualizer.measure(), [tilePx]);
  useEffect(() => {
    if (lastShown >= rows - 3) onEnd?.();
  }, [lastShown, rows, onEnd]);

  return (
    <div ref={ref}>
      <ul ref={list} className="grid" style={{ height: virtualizer.getTotalSize() }} aria-label="Images">
        {shown.flatMap((row) =>
          assets.slice(row.index * columns, (row.index + 1) * columns).map((asset, column) => (
            <li
              key={asset.id}
              className="tile"
              aria-setsize={assets.length}
              aria-posinset={row.index * columns + column + 1}
              style={{
                width: tilePx,
                height: tilePx,
                transform: `translate(${column * (tilePx + gapPx)}px, ${row.start - virtualizer.options.scrollMargin}px)`,
              }}
            >
              <Tile asset={asset} selection={selection} />
            </li>
          )),
        )}
      </ul>
    </div>
  );
}

function Tile({ asset, selection }: { asset: AssetSummary; selection: Selection }) {
  const image = <PixelImage src={asset.thumbnailUrl} alt={asset.prompt} isPixelArt={asset.isPixelArt} />;
  if (!selection.isOn) return <Link to={`/gallery/${asset.id}`}>{image}</Link>;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is one
    <label className="tile-choice" data-chosen={selection.has(asset.id) || undefined}>
      <Checkbox
        className="tile-box"
        aria-label={asset.prompt}
        checked={selection.has(asset.id)}
        // React tells of a checkbox by its click, which knows of the Shift key.
        onChange={({ nativeEvent }) =>
          selection.toggle(asset.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
      <PixelImage src={asset.thumbnailUrl} alt="" isPixelArt={asset.isPixelArt} />
    </label>
  );
}
