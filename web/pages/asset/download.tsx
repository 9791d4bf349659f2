import { Button, Menu } from '@mantine/core';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Asset, FileType, MovingForm } from '#core/contract/pages/shapes.ts';
import { menuOptions } from '../../shell/menu-options.ts';
import classes from './download.module.css';
import { factorsOf, whyNot } from './enlarged.ts';
import { fileSize, typeNames } from './file-words.ts';

interface DownloadProps {
  asset: Asset;
  /** Begins to make another type of file of it. */
  onConvert: (to: FileType) => void;
  /** Begins to make it larger by a whole factor. */
  onEnlarge: (factor: number) => void;
  /** Something is being made. */
  isMaking: boolean;
}

/** As it was made, at a press; as another type of file by the menu beside it. */
export function Download({ asset, onConvert, onEnlarge, isMaking }: DownloadProps) {
  // A sheet as another type of picture is of no use to anybody.
  const others = asset.moves ? [] : (Object.keys(words) as FileType[]).filter((type) => type !== asset.fileType);
  return (
    <div className={classes.group}>
      <Button component="a" href={asset.downloadUrl} download className={classes.first} title="Download (D)">
        Download
      </Button>
      <Menu {...menuOptions} width={280} position="bottom-start" classNames={{ dropdown: classes.menu }}>
        <Menu.Target>
          <Button className={classes.more} loading={isMaking} aria-label="Download as another type of file">
            ▾
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={asset.downloadUrl} download>
            {typeNames[asset.fileType]}, as it was made
            <span className={classes.hint}>{fileSize(asset.byteLength)}, each byte as it is stored</span>
          </Menu.Item>
          {asset.moves &&
            (Object.keys(moving) as MovingForm[]).map((form) => (
              <Menu.Item key={form} component="a" href={`${plainPaths.moving(asset.id, form)}&download`} download>
                {moving[form].name}
                <span className={classes.hint}>{moving[form].hint}</span>
              </Menu.Item>
            ))}
          {others.map((type) => (
            <Menu.Item key={type} onClick={() => onConvert(type)}>
              {typeNames[type]}
              <span className={classes.hint}>{words[type](asset.isPixelArt)}</span>
            </Menu.Item>
          ))}
          {asset.isPixelArt && asset.fileType !== 'gif' && <Enlarged asset={asset} onEnlarge={onEnlarge} />}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** By whole factors, so that every pixel is a square of the same size. */
function Enlarged({ asset, onEnlarge }: Pick<DownloadProps, 'asset' | 'onEnlarge'>) {
  const { width, height } = asset;
  const why = whyNot(asset);
  return (
    <>
      <Menu.Label>Enlarged, each pixel a square (PNG)</Menu.Label>
      <div className={classes.factors}>
        {factorsOf(asset).map(({ factor, fits }) => (
          <Menu.Item
            key={factor}
            className={classes.factor}
            aria-label={`×${factor}, ${width * factor} × ${height * factor} pixels`}
            title={fits ? `${width * factor} × ${height * factor} pixels` : why}
            // It can be reached, so that its reason is read.
            aria-disabled={!fits}
            {...(fits ? {} : { 'data-disabled': true })}
            closeMenuOnClick={fits}
            onClick={() => fits && onEnlarge(factor)}
          >
            ×{factor}
          </Menu.Item>
        ))}
      </div>
      {why && <p className={classes.why}>{why}</p>}
    </>
  );
}
/** What the frames of an animation are put into, each frame for exactly its time. */
const moving = {
  gif: { name: 'GIF', hint: 'Moves everywhere; times in hundredths of a second' },
  apng: { name: 'APNG', hint: 'Moves in browsers; exact times' },
  webp: { name: 'WebP', hint: 'Moves in browsers and Discord; small' },
  aseprite: { name: '.aseprite', hint: 'Frames, times and tags, for Aseprite and what reads it' },
  zip: { name: 'Sheet and JSON', hint: 'For Pixi and Phaser: where each frame lies' },
} satisfies Record<MovingForm, { name: string; hint: string }>;

/** What the other type is good for. All keep the mark that says how it was made. */
const words = {
  png: (isPixelArt: boolean) => (isPixelArt ? 'Pixel by pixel the same' : 'Nothing lost from now on; the largest'),
  webp: (isPixelArt: boolean) => (isPixelArt ? 'Pixel by pixel the same, and smaller' : 'Small, for web pages'),
  jpeg: () => 'Opens everywhere; white behind what is transparent',
} satisfies Record<FileType, (isPixelArt: boolean) => string>;
