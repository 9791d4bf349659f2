import { Button, NativeSelect } from '@mantine/core';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { barButton } from './bar-button.ts';
import classes from './pixel-bar.module.css';
import { Readout } from './readout.tsx';
import { type Ground, grounds, usePixelSettings } from './settings.ts';
import type { Cells } from './use-cells.ts';
import type { Stage } from './use-scene.ts';

/** What is said about pixels, and how they are shown. */
export function PixelBar({ stage, cells }: { stage: Stage; cells: Cells }) {
  const { hasGrid, ground, set } = usePixelSettings();
  const modes = Object.entries(stage.modes);
  return (
    <div className={classes.bar}>
      {stage.error && <ProblemAlert error={stage.error} onRetry={stage.retry} />}
      <Readout cells={cells} />
      <div className={classes.ways}>
        {modes.length > 0 && (
          <fieldset className={classes.modes} aria-label="What is shown">
            {modes.map(([label, mode]) => (
              <Button
                key={mode}
                {...barButton}
                aria-pressed={stage.mode === mode}
                onClick={() => stage.setMode(mode)}
                {...(mode === 'tile' ? { title: 'One tile beside and below itself (T)' } : {})}
              >
                {label}
              </Button>
            ))}
          </fieldset>
        )}
        <Button
          {...barButton}
          aria-pressed={hasGrid}
          onClick={() => set({ hasGrid: !hasGrid })}
          title="Lines between the pixels, from 6× on (G)"
        >
          Grid
        </Button>
        {stage.isClearSomewhere && (
          <NativeSelect
            size="xs"
            className={classes.ground}
            aria-label="Behind what is clear"
            title="What is behind clear pixels (B)"
            value={ground}
            onChange={({ currentTarget }) => set({ ground: currentTarget.value as Ground })}
            data={Object.entries(grounds).map(([value, label]) => ({ value, label }))}
          />
        )}
      </div>
    </div>
  );
}
