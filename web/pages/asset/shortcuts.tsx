import { Switch } from '@mantine/core';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { setLetters, useLettersOn } from '../../viewer/letter-keys.ts';
import classes from './shortcuts.module.css';

/** What the keys of a page do, in its order. */
export type ShortcutList = ReadonlyArray<readonly [keys: readonly string[], does: string]>;

export const imageShortcuts = ({ isPixelArt, layout }: Pick<Asset, 'isPixelArt' | 'layout'>): ShortcutList => [
  [['←', '→'], 'The newer or older image; while zoomed, the part beside'],
  [['↑', '↓'], 'While zoomed, the part above or below'],
  [['+', '−'], 'Larger, smaller'],
  [['0'], 'The whole picture'],
  [['1'], '1:1, each pixel on a pixel of the screen'],
  ...(isPixelArt ? pixelShortcuts : []),
  ...(isPixelArt && layout?.kind === 'animation' ? playerShortcuts : []),
  [['F'], 'Full view'],
  [['C'], 'Compare the images of its request'],
  [['D'], 'Download it as it was made'],
  [['Delete'], 'Ask whether to delete it'],
  [['Esc'], 'The whole picture again, then back'],
  [['?'], 'This list'],
];

const pixelShortcuts: ShortcutList = [
  [['G'], 'Lines between the pixels'],
  [['B'], 'What is behind clear pixels'],
  [['X'], 'To the pixels, one by one'],
  [['↑', '↓', '←', '→'], 'There: the next pixel; with Shift, by eight'],
  [['Enter'], 'There: copy its colour'],
  [['T'], 'The picture, or what it holds: frames, or a tile beside itself'],
  [['H'], 'A tile shifted by half; another map'],
];

const playerShortcuts: ShortcutList = [
  [['K'], 'Play or pause'],
  [[',', '.'], 'The frame before, the next frame'],
  [['O'], 'Onion skin'],
];

interface ShortcutsProps {
  list: ShortcutList;
  opened: boolean;
  onClose: () => void;
}

/** Every key of a page. */
export function Shortcuts({ list, opened, onClose }: ShortcutsProps) {
  const areOn = useLettersOn();
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys on this page">
      <dl className={classes.keys}>
        {list.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        className={classes.letters}
        label="Letters, digits and signs do this"
        description="Off in this browser, only arrows, Escape and Delete do."
        checked={areOn}
        onChange={({ currentTarget }) => setLetters(currentTarget.checked)}
      />
    </Dialog>
  );
}
