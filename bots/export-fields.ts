import type { z } from 'zod';
import { exportEngine, type SheetWish, sheetWish } from '#core/contract/export-wish.ts';
import { engineLabels } from '#core/pixel/engines/labels.ts';
import { switchOption } from './fields.ts';

/** For which program. */
export const engineOption = () =>
  exportEngine.meta({ description: 'For which program, or as emoji', title: 'The program', labels: engineLabels });

const { columns, padding, extrude } = sheetWish.shape;

/** How several pictures lie in one sheet. Whoever says one of these wants a sheet. */
export const sheetOptions = {
  sheet: switchOption('All of them in one sheet; left out: a folder for each', {
    title: 'Several pictures',
    labels: { yes: 'All in one sheet', no: 'A folder for each' },
  }).optional(),
  columns: columns.meta({ description: 'Of a sheet: how many in a row; left out: about a square' }),
  padding: padding.unwrap().optional().meta({ description: 'Of a sheet: clear pixels between two pictures' }),
  extrude: extrude
    .unwrap()
    .optional()
    .meta({ description: 'Of a sheet: how often the outermost pixels are repeated; left out: once' }),
};

type Said = z.output<z.ZodObject<typeof sheetOptions>>;

/** Undefined: each picture by itself. */
export function sheetSaid({ sheet, ...layout }: Said): SheetWish | undefined {
  const isMeant =
    sheet === 'yes' || (sheet === undefined && Object.values(layout).some((value) => value !== undefined));
  return isMeant ? sheetWish.parse(layout) : undefined;
}
