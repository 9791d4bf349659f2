import { TextInput } from '@mantine/core';
import type { Sent } from '#core/contract/pages/contract.ts';
import { PaletteField } from '../../palettes/palette-field.tsx';
import classes from './snap-fields.module.css';

/** As they are typed. */
export interface SnapValues {
  longest?: string;
  colours?: string;
  palette?: string;
}

/** What one may say of pixel art that is made of a picture; whatever is left empty is found in the picture. */
export function SnapFields({ values, onChange }: { values: SnapValues; onChange: (values: SnapValues) => void }) {
  const { longest = '', colours = '', palette = '' } = values;
  const faults = faultsOf(values);
  return (
    <div className={classes.fields}>
      <TextInput
        label="Pixels, longer side"
        placeholder="As its grid has"
        inputMode="numeric"
        maxLength={3}
        value={longest}
        onChange={({ currentTarget }) => onChange({ ...values, longest: currentTarget.value })}
        error={faults.longest}
      />
      <TextInput
        label="Colours at most"
        placeholder="As are in it"
        inputMode="numeric"
        maxLength={3}
        value={colours}
        onChange={({ currentTarget }) => onChange({ ...values, colours: currentTarget.value })}
        error={faults.colours}
      />
      <PaletteField
        className={classes.wide}
        value={palette}
        onChange={(written) => onChange({ ...values, palette: written })}
      />
    </div>
  );
}

const numberIn = (text = ''): number | undefined => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined);

function faultOf(text: string | undefined, [least, most]: readonly [number, number]): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = numberIn(text);
  return number === undefined || number < least || number > most ? `A number from ${least} to ${most}.` : undefined;
}

const faultsOf = ({ longest, colours }: SnapValues) => ({
  longest: faultOf(longest, [8, 384]),
  colours: faultOf(colours, [2, 256]),
});

/** The first thing that is wrong with it. */
export const snapFault = (values: SnapValues): string | undefined =>
  Object.values(faultsOf(values)).find((fault) => fault !== undefined);

export function snapWishOf({
  longest,
  colours,
  palette = '',
}: SnapValues): Omit<Sent<'makePixelArtOtherwise'>['body'], 'requestKey'> {
  const [cells, most] = [numberIn(longest), numberIn(colours)];
  return {
    ...(cells === undefined ? {} : { longest: cells }),
    ...(most === undefined ? {} : { colours: most }),
    ...(palette.trim() === '' ? {} : { palette: palette.trim() }),
  };
}
