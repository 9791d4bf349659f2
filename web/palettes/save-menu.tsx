import { Menu } from '@mantine/core';
import { type PaletteFormat, paletteFormats } from '#core/pixel/palettes/formats.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import classes from './save-menu.module.css';
import { savePalette } from './save-palette.ts';

/** The items of a menu: a palette as every kind of file. */
export function SaveItems({ palette }: { palette: Palette }) {
  return Object.entries(paletteFormats).map(([format, { label, extension }]) => (
    <Menu.Item key={format} onClick={() => void savePalette(palette, format as PaletteFormat)}>
      <span className={classes.ending}>.{extension}</span> {label}
    </Menu.Item>
  ));
}
