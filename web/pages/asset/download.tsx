import { Button, Menu } from '@mantine/core';
import type { Asset, FileType } from '#core/contract/pages/shapes.ts';
import { menuOptions } from '../../shell/menu-options.ts';
import classes from './download.module.css';
import { fileSize, typeNames } from './file-words.ts';

interface DownloadProps {
  asset: Asset;
  /** Begins to make another type of file of it. */
  onConvert: (to: FileType) => void;
  isConverting: boolean;
}

/** As it was made, at a press; as another type of file by the menu beside it. */
export function Download({ asset, onConvert, isConverting }: DownloadProps) {
  const others = (Object.keys(words) as FileType[]).filter((type) => type !== asset.fileType);
  return (
    <div className={classes.group}>
      <Button component="a" href={asset.downloadUrl} download className={classes.first} title="Download (D)">
        Download
      </Button>
      <Menu {...menuOptions} width={280} position="bottom-start" classNames={{ dropdown: classes.menu }}>
        <Menu.Target>
          <Button className={classes.more} loading={isConverting} aria-label="Download as another type of file">
            ▾
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={asset.downloadUrl} download>
            {typeNames[asset.fileType]}, as it was made
            <span className={classes.hint}>{fileSize(asset.byteLength)}, each byte as it is stored</span>
          </Menu.Item>
          {others.map((type) => (
            <Menu.Item key={type} onClick={() => onConvert(type)}>
              {typeNames[type]}
              <span className={classes.hint}>{words[type](asset.isPixelArt)}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** What the other type is good for. All keep the mark that says how it was made. */
const words = {
  png: (isPixelArt: boolean) => (isPixelArt ? 'Pixel by pixel the same' : 'Nothing lost from now on; the largest'),
  webp: (isPixelArt: boolean) => (isPixelArt ? 'Pixel by pixel the same, and smaller' : 'Small, for web pages'),
  jpeg: () => 'Opens everywhere; white behind what is transparent',
} satisfies Record<FileType, (isPixelArt: boolean) => string>;
