import { Menu } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { quoted } from '#core/contract/isolated.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import { menuOptions } from '../../shell/menu-options.ts';
import { titleOf } from '../../shell/picture-title.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { FavouriteButton } from './favourite-button.tsx';
import classes from './tile-actions.module.css';
import type { TileDeeds } from './use-tile-deeds.ts';

interface TileActionsProps {
  asset: AssetSummary;
  deeds: TileDeeds;
  /** Whether Tab reaches them: they follow the image that it reaches. */
  isCurrent: boolean;
  /** Tab reaches this image from now on. */
  onUse: () => void;
}

/** What can be done with an image at once; shown while it is pointed at or has the focus, and on a touch screen the menu always. */
export function TileActions({ asset, deeds, isCurrent, onUse }: TileActionsProps) {
  const tabIndex = isCurrent ? 0 : -1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of the focus of its buttons
    <div className={classes.actions} onFocus={onUse}>
      <FavouriteButton asset={asset} className={classes.heart} tabIndex={tabIndex} />
      <button
        type="button"
        className={classes.download}
        tabIndex={tabIndex}
        aria-label={`Download ${quoted(titleOf(asset))}`}
        title="Download"
        onClick={() => deeds.download(asset)}
      >
        <PixelIcon name="download" size={16} />
      </button>
      <More asset={asset} deeds={deeds} tabIndex={tabIndex} />
    </div>
  );
}

/** The menu is there only while it is open: a gallery has many images. */
function More({ asset, deeds, tabIndex }: { asset: AssetSummary; deeds: TileDeeds; tabIndex: number }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    const isLeft = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (isLeft && [document.body, null].includes(document.activeElement as HTMLElement | null))
      button.current?.focus({ preventScroll: true });
  }, [isOpen]);

  const opener = (
    <button
      ref={button}
      type="button"
      className={classes.more}
      tabIndex={tabIndex}
      aria-label={`More for ${quoted(titleOf(asset))}`}
      title="More"
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => setOpen(!isOpen)}
    >
      <PixelIcon name="more" size={16} />
    </button>
  );
  if (!isOpen) return opener;
  return (
    <Menu {...menuOptions} opened onChange={setOpen} position="bottom-end" width={200}>
      <Menu.Target>{opener}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => deeds.favour(asset)}>
          {asset.isFavourite ? 'No longer a favourite' : 'Mark as a favourite'}
        </Menu.Item>
        <Menu.Item onClick={() => deeds.download(asset)}>Download</Menu.Item>
        <Menu.Item onClick={() => deeds.copyPrompt(asset)}>Copy the prompt</Menu.Item>
        <Menu.Item onClick={() => deeds.select(asset)}>Select</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => deeds.trash(asset)}>Move to trash</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
