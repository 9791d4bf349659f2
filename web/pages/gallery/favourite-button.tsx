import { quoted } from '#core/contract/isolated.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { cx } from '../../shell/cx.ts';
import { titleOf } from '../../shell/picture-title.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import classes from './favourite-button.module.css';
import { useFavour } from './use-favour.ts';

interface FavouriteButtonProps {
  asset: Pick<AssetSummary, 'id' | 'prompt' | 'tool' | 'isFavourite'>;
  className?: string | undefined;
  tabIndex?: number;
}

/** A heart that is pressed or not: whether an image is one of its owner's favourites. */
export function FavouriteButton({ asset, className, tabIndex }: FavouriteButtonProps) {
  const favour = useFavour();
  const { id, isFavourite } = asset;
  return (
    <button
      type="button"
      className={cx(classes.heart, className)}
      aria-pressed={isFavourite}
      aria-label={`Favourite: ${quoted(titleOf(asset))}`}
      title={isFavourite ? 'One of your favourites' : 'Mark as a favourite'}
      tabIndex={tabIndex}
      onClick={() => favour.mutate({ ids: [id], isFavourite: !isFavourite })}
    >
      <PixelIcon name={isFavourite ? 'heart' : 'heartEmpty'} size={18} />
    </button>
  );
}
