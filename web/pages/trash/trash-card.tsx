import { Button } from '@mantine/core';
import { quoted } from '#core/contract/isolated.ts';
import type { TrashedAsset } from '#core/contract/pages/assets.ts';
import { titleOf } from '../../shell/picture-title.ts';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { Time } from '../../shell/time.tsx';
import classes from './page.module.css';

interface TrashCardProps {
  asset: TrashedAsset;
  isChosen: boolean;
  onToggle: () => void;
  onRestore: () => void;
  onDelete: () => void;
}

/** One image in the trash, and when it goes. */
export function TrashCard({ asset, isChosen, onToggle, onRestore, onDelete }: TrashCardProps) {
  const title = titleOf(asset);
  const words = quoted(title);
  return (
    <li className={classes.card} data-chosen={isChosen || undefined}>
      <label className={classes.picture}>
        <Thumbnail picture={asset} alt="" />
        <input type="checkbox" checked={isChosen} onChange={onToggle} aria-label={`Select ${words}`} />
      </label>
      <p className={classes.prompt}>{title}</p>
      <p className={classes.goes}>
        Goes on <Time at={asset.goesAt} as="date" />
      </p>
      <div className={classes.ways}>
        <Button size="xs" variant="default" onClick={onRestore} aria-label={`Restore ${words}`}>
          Restore
        </Button>
        <Button size="xs" variant="subtle" color="red" onClick={onDelete} aria-label={`Delete now ${words}`}>
          Delete now
        </Button>
      </div>
    </li>
  );
}
