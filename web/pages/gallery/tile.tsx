import type { MouseEvent as Press } from 'react';
import { Link } from 'react-router';
import { quoted } from '#core/contract/isolated.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { titleOf } from '../../shell/picture-title.ts';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import type { CameBy } from '../asset/came-by.ts';
import { Caption } from './caption.tsx';
import { FoundIn } from './found-in.tsx';
import classes from './tile.module.css';
import { TileActions } from './tile-actions.tsx';
import { type Filter, searchOf, stateOf } from './use-filter.ts';
import type { Selection } from './use-selection.ts';
import type { TileDeeds } from './use-tile-deeds.ts';

interface TileProps {
  asset: AssetSummary;
  selection: Selection;
  /** So that the image's page knows the list it belongs to. */
  filter: Filter;
  place: { left: number; top: number; width: number; height: number };
  /** Whether Tab reaches it. */
  isCurrent: boolean;
  deeds: TileDeeds;
  onFocus: () => void;
}

/** One image: a press opens it, or selects it once a selection has begun. */
export function Tile({ asset, selection, filter, place, isCurrent, deeds, onFocus }: TileProps) {
  const isChosen = selection.has(asset.id);
  const press = (event: Press) => {
    // Without a pointer it was Enter, which always opens; Ctrl or ⌘ opens another tab.
    if (event.detail === 0 || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey) selection.extend(asset.id);
    else if (selection.isOn) selection.toggle(asset.id);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: no table; its focus is on the link in it
    // biome-ignore lint/a11y/useFocusableInteractive: its focus is on the link in it
    <div
      role="gridcell"
      className={classes.tile}
      data-chosen={isChosen || undefined}
      data-selecting={selection.isOn || undefined}
      style={place}
      {...(selection.isOn ? { 'aria-selected': isChosen } : {})}
    >
      <Link
        to={`/gallery/${asset.id}${searchOf(filter)}`}
        state={{ ...stateOf(filter), from: 'Gallery' } satisfies CameBy & object}
        data-asset={asset.id}
        tabIndex={isCurrent ? 0 : -1}
        onClick={press}
        onFocus={onFocus}
        draggable={false}
        aria-keyshortcuts="Space f Delete"
      >
        <Thumbnail picture={asset} alt={titleOf(asset)} aboutPx={place.width} className={classes.picture} />
        {filter.q ? <FoundIn prompt={asset.prompt} words={filter.q} /> : <Caption prompt={titleOf(asset)} />}
      </Link>
      {!selection.isOn && <TileActions asset={asset} deeds={deeds} isCurrent={isCurrent} onUse={onFocus} />}
      <label className={classes.mark}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${quoted(titleOf(asset))}`}
          checked={isChosen}
          onChange={({ nativeEvent }) =>
            nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
              ? selection.extend(asset.id)
              : selection.toggle(asset.id)
          }
        />
      </label>
    </div>
  );
}
