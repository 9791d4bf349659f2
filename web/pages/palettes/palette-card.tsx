import { Menu, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { hexOf } from '#core/pixel/colour/hex.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import { ColourGrid } from '../../palettes/colour-grid.tsx';
import { SaveItems } from '../../palettes/save-menu.tsx';
import { Swatches } from '../../palettes/swatches.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { MoreMenu } from '../../shell/more-menu.tsx';
import text from '../../shell/text.module.css';
import classes from './palette-card.module.css';

interface PaletteCardProps {
  palette: Palette & { name: string };
  /** A line below its name. */
  words: ReactNode;
  /** What else can be done with it, as items of its menu. */
  items: ReactNode;
}

/** One palette: its colours, which can be looked at one by one, and a menu. */
export function PaletteCard({ palette, words, items }: PaletteCardProps) {
  const [isOpen, setOpen] = useState(false);
  const { copy, copied, error } = useClipboard({ timeout: 2_000 });
  return (
    <li className={classes.card}>
      <div className={classes.line}>
        <div className={classes.words}>
          <h3>
            <UnstyledButton onClick={() => setOpen(true)}>{palette.name}</UnstyledButton>
          </h3>
          <p className={text.small}>{words}</p>
        </div>
        <MoreMenu of={palette.name} width={300}>
          {items}
          <Menu.Item onClick={() => copy(palette.colours.map(hexOf).join('\n'))}>Copy as hex</Menu.Item>
          <Menu.Divider />
          <SaveItems palette={palette} />
        </MoreMenu>
      </div>
      <Swatches palette={palette} />
      <span role="status" className={text.small}>
        {error ? 'Your browser does not let us copy.' : copied ? 'Copied' : ''}
      </span>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={palette.name}>
        <ColourGrid palette={palette} />
      </Dialog>
    </li>
  );
}
