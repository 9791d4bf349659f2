import { Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { ColourCount } from '#core/pixel/palettes/count.ts';
import { mostColours, type Palette } from '#core/pixel/palettes/palette.ts';
import type { Pixels } from '#core/pixel/picture.ts';
import { ColourGrid } from '../../palettes/colour-grid.tsx';
import { KeepPalette } from '../../palettes/keep-palette.tsx';
import { SaveItems } from '../../palettes/save-menu.tsx';
import { coloursText } from '../../palettes/words.ts';
import type { Highlight } from '../../pixels/highlight.ts';
import { useFound } from '../../pixels/use-found.ts';
import { menuOptions } from '../../shell/menu-options.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { beginningOf } from './heading.ts';
import classes from './palette.module.css';
import part from './part.module.css';
import { Reduce } from './reduce.tsx';
import { SwapDialog } from './swap-dialog.tsx';

/** Up to this many pixels on a side a picture most likely has a palette, and is quickly looked through. */
const smallPx = 384;

interface PalettePartProps {
  asset: Asset;
  /** Told which colour is pointed at, so that the picture shows where it is. */
  highlight: Highlight;
}

/** The colours of an image that has no more than a palette can have: looked at, copied, taken along, swapped. */
export function PalettePart({ asset, highlight }: PalettePartProps) {
  const [isAsked, setAsked] = useState(asset.isPixelArt || Math.max(asset.width, asset.height) <= smallPx);
  const found = useFound(asset, isAsked);
  return (
    <section className={part.part} aria-labelledby="palette">
      <h2 id="palette">Palette</h2>
      {!isAsked && (
        <Button variant="default" className={classes.ask} onClick={() => setAsked(true)}>
          Count its colours
        </Button>
      )}
      {isAsked && found.isPending && <p className={text.small}>Counting…</p>}
      {found.error && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.counts === null && (
        <>
          <p className={text.small}>More than {mostColours} colours, so no palette.</p>
          {asset.fileType !== 'gif' && <Reduce asset={asset} pixels={found.data.pixels} />}
        </>
      )}
      {found.data?.counts && (
        <Colours asset={asset} highlight={highlight} pixels={found.data.pixels} counts={found.data.counts} />
      )}
    </section>
  );
}

interface ColoursProps extends PalettePartProps {
  pixels: Pixels;
  counts: readonly ColourCount[];
}

function Colours({ asset, highlight, pixels, counts }: ColoursProps) {
  const [isKeeping, setKeeping] = useState(false);
  const [isSwapping, setSwapping] = useState(false);
  const { copy, copied, error } = useClipboard({ timeout: 2_000 });
  const palette: Palette = {
    name: beginningOf(asset.prompt).slice(0, 60),
    colours: counts.map(({ colour }) => colour),
  };
  if (counts.length === 0) return <p className={text.small}>It is clear everywhere.</p>;
  return (
    <>
      <p className={text.small}>{coloursText(counts.length)}</p>
      <ColourGrid
        palette={palette}
        counts={counts.map((each) => each.pixels)}
        {...(asset.isPixelArt ? { onPoint: highlight.set } : {})}
      />
      <div className={classes.ways}>
        {asset.fileType !== 'gif' && (
          <>
            <Button variant="default" onClick={() => setSwapping(true)}>
              Swap colours…
            </Button>
            <Reduce asset={asset} pixels={pixels} />
          </>
        )}
        <Button variant="default" onClick={() => setKeeping(true)}>
          Keep as mine
        </Button>
        <Button variant="default" onClick={() => copy(palette.colours.map(hexOf).join('\n'))}>
          {error ? 'Not copied' : copied ? 'Copied' : 'Copy as hex'}
        </Button>
        <Menu {...menuOptions} width={300} position="bottom-start" classNames={{ dropdown: classes.menu }}>
          <Menu.Target>
            <Button variant="default">Download as… ▾</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <SaveItems palette={palette} />
          </Menu.Dropdown>
        </Menu>
      </div>
      <KeepPalette palette={isKeeping ? palette : undefined} onClose={() => setKeeping(false)} />
      <SwapDialog
        opened={isSwapping}
        asset={asset}
        pixels={pixels}
        colours={palette.colours}
        onClose={() => setSwapping(false)}
      />
    </>
  );
}
