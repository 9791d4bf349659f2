import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import classes from './appearance-section.module.css';

const schemes = [
  ['auto', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const satisfies ReadonlyArray<readonly [MantineColorScheme, string]>;

export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Sheet aria-labelledby="appearance-title">
      <h2 id="appearance-title">Appearance</h2>
      <fieldset className={classes.schemes}>
        <legend>Light or dark</legend>
        {schemes.map(([value, label]) => (
          <label key={value} className={classes.scheme}>
            <input
              type="radio"
              name="scheme"
              value={value}
              checked={colorScheme === value}
              onChange={() => setColorScheme(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <p className={text.small}>
        Kept in this browser until you sign out. How much moves follows the settings of your system.
      </p>
    </Sheet>
  );
}
