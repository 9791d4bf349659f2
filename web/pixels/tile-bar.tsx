import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { TilesLayout } from '#core/assets/layout/asset-layout.ts';
import { seamScoreMeans, seamsInWords } from '#core/pixel/tiles/seam-words.ts';
import { seamsOf, visibleSeams } from '#core/pixel/tiles/seams.ts';
import text from '../shell/text.module.css';
import { barButton } from './bar-button.ts';
import { PartStrip } from './part-strip.tsx';
import classes from './tile-bar.module.css';
import type { Stage } from './use-scene.ts';

/**
 * Which tile stands beside itself, and whether its edges meet in the middle, where one sees whether they go on into each other; or another map. And what is
 * known of their edges.
 */
export function TileBar({ stage, layout }: { stage: Stage; layout: TilesLayout | null }) {
  const { mode, partPixels, tileNumber, setTile, isShifted, shift, nextMap } = stage;
  const seams = useSeams(stage, layout);
  return (
    <div className={classes.bar}>
      <div className={classes.ways}>
        {mode === 'map' ? (
          <Button {...barButton} onClick={nextMap} title="The same tiles, laid otherwise (H)">
            Another map
          </Button>
        ) : (
          <Button
            {...barButton}
            aria-pressed={isShifted}
            onClick={shift}
            title="By half a tile, so that its edges meet in the middle (H)"
          >
            Shift by half
          </Button>
        )}
        {seams && (
          <p className={text.small} title={seamScoreMeans}>
            {seamsInWords(seams)}
          </p>
        )}
      </div>
      {mode === 'tile' && layout && layout.count > 1 && (
        <PartStrip
          label="Tiles"
          parts={Array.from({ length: layout.count }, (_, index) => ({
            key: index,
            pixels: partPixels?.[index],
            label: `Tile ${index + 1}`,
            words: `${index + 1}`,
          }))}
          current={tileNumber}
          onChoose={setTile}
        />
      )}
    </div>
  );
}

/** As they were counted when the tiles were made; of a picture that is no set of tiles, here and now. */
function useSeams({ partPixels }: Stage, layout: TilesLayout | null) {
  return useMemo(() => {
    if (layout !== null) return layout.seams;
    const seams = partPixels && seamsOf(partPixels);
    return seams && { edges: seams.length, visible: visibleSeams(seams) };
  }, [partPixels, layout]);
}
