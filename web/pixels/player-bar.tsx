import { Button, NativeSelect } from '@mantine/core';
import type { Pixels } from '#core/pixel/picture.ts';
import text from '../shell/text.module.css';
import { barButton } from './bar-button.ts';
import { PartStrip } from './part-strip.tsx';
import classes from './player-bar.module.css';
import { type Player, type Speed, speeds } from './use-player.ts';

interface PlayerBarProps {
  player: Player;
  /** All frames of the file; undefined as long as it is not there. */
  frames: readonly Pixels[] | undefined;
  /** Of each frame, in ms. */
  times: readonly number[];
}

/** Plays an animation, shows its frames one by one, and says for how long each is shown. */
export function PlayerBar({ player, frames, times }: PlayerBarProps) {
  const { tags, tag, order, at, frame, ms, isPlaying } = player;
  const said = `Frame ${frame + 1} of ${times.length} · ${ms} ms`;
  // A frame that is shown twice, there and back, is one to press.
  const listed = [...new Set(order)].sort((one, other) => one - other);
  return (
    <div className={classes.player}>
      <div className={classes.ways}>
        <Button
          {...barButton}
          onClick={player.toggle}
          aria-label={isPlaying ? 'Pause' : 'Play'}
          title={`${isPlaying ? 'Pause' : 'Play'} (K)`}
        >
          <span aria-hidden="true" className={classes.sign} data-sign={isPlaying ? 'pause' : 'play'} />
        </Button>
        <Button {...barButton} onClick={() => player.step(-1)} aria-label="Frame before" title="Frame before (,)">
          ‹
        </Button>
        <Button {...barButton} onClick={() => player.step(1)} aria-label="Next frame" title="Next frame (.)">
          ›
        </Button>
        <span className={classes.said}>{said}</span>
        <span role="status" className={text.visuallyHidden}>
          {isPlaying ? '' : said}
        </span>
        {tags.length > 0 && (
          <NativeSelect
            size="xs"
            className={classes.tag}
            aria-label="What is played"
            value={tag?.name ?? ''}
            onChange={({ currentTarget }) => player.choose(currentTarget.value)}
            data={[{ value: '', label: 'All frames' }, ...tags.map(({ name }) => ({ value: name, label: name }))]}
          />
        )}
        <NativeSelect
          size="xs"
          className={classes.speed}
          aria-label="Speed"
          value={player.speed}
          onChange={({ currentTarget }) => player.setSpeed(currentTarget.value as Speed)}
          data={Object.entries(speeds)
            .sort(([one], [other]) => Number(one) - Number(other))
            .map(([value, label]) => ({ value, label }))}
        />
        <Button
          {...barButton}
          aria-pressed={player.hasSkin}
          onClick={player.toggleSkin}
          title="While it stands still: the frame before in red, the next one in blue (O)"
        >
          Onion skin
        </Button>
        {tag && <span className={text.soft}>{tagWords(tag)}</span>}
      </div>
      {frames && (
        <PartStrip
          label="Frames"
          parts={listed.map((index) => ({
            key: index,
            pixels: frames[index],
            label: `Frame ${index + 1}, ${times[index]} ms`,
            words: `${times[index]} ms`,
          }))}
          current={order[at] ?? 0}
          onChoose={(index) => player.show(order.indexOf(index))}
        />
      )}
    </div>
  );
}

const directionWords = {
  forward: 'forwards',
  reverse: 'backwards',
  pingpong: 'there and back',
} satisfies Record<NonNullable<Player['tag']>['direction'], string>;

const tagWords = ({ direction, repeat }: NonNullable<Player['tag']>): string => {
  const often = repeat === 0 ? 'for ever' : repeat === 1 ? 'once' : `${repeat} times`;
  return `${directionWords[direction]}, ${often}`;
};
