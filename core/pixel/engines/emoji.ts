import { ensure } from '../formats/format-error.ts';
import { writeGif } from '../formats/gif/write-gif.ts';
import { writeApng } from '../formats/png/write-apng.ts';
import { writePng } from '../formats/png/write-png.ts';
import { mostColours } from '../palettes/palette.ts';
import type { Animation } from '../picture.ts';
import { enlargedAnimation } from '../whole-factors.ts';
import { type Engine, type Files, noTileSet } from './engine.ts';

/** What says in a file how it was made has room. */
const spareBytes = 2_000;
/** Discord takes an emoji of 256 KiB, and shows it with 48 pixels at most. https://docs.discord.com/developers/resources/emoji */
const mostBytes = 256 * 1024 - spareBytes;
/** Slack takes 128 × 128 pixels and 128 kB. https://slack.com/help/articles/206870177-Add-custom-emoji-and-aliases-to-your-workspace */
const mostSlackBytes = 128 * 1000 - spareBytes;
/** A sticker of Discord's is 320 × 320 pixels, of 512 kB and five seconds at most. https://docs.discord.com/developers/resources/sticker */
const sticker = { px: 320, bytes: 512 * 1000 - spareBytes, ms: 5_000 };

const emojiPx = 128;
const smallPx = 48;

/** What a chat proposes as the emoji's name: letters, digits and `_`, 32 at most. */
const emojiName = (name: string) => name.replaceAll('-', '_').slice(0, 32);

/** Enlarged by the largest whole number with which it fits, in the middle of a square, as emoji and as sticker. */
export const emoji: Engine = {
  files({ name, animation }) {
    const { width, height } = animation;
    ensure(
      Math.max(width, height) <= emojiPx,
      `An emoji is ${emojiPx} × ${emojiPx} pixels at most, and this is ${width} × ${height}: smaller it would lose pixels. Make a smaller one, or choose another engine.`,
    );
    const file = emojiName(name);
    const whole = fileOf(animation, emojiPx);
    ensure(
      whole.bytes.length <= mostBytes,
      `As an emoji it has ${kilobytes(whole.bytes)} kB, and chats take 256. Make it of fewer frames, or choose another engine.`,
    );
    const small = Math.max(width, height) <= smallPx ? fileOf(animation, smallPx) : undefined;
    return {
      [`emoji/${file}.${whole.ending}`]: whole.bytes,
      ...(small ? { [`emoji-${smallPx}/${file}.${small.ending}`]: small.bytes } : {}),
      ...stickerOf(animation, file),
    };
  },
  steps: ({ name, animation }) => {
    const { bytes, ending } = fileOf(animation, emojiPx);
    const file = `emoji/${emojiName(name)}.${ending}`;
    const isForSlack = bytes.length <= mostSlackBytes;
    return [
      `Discord: Server Settings, Emoji, Upload Emoji, and ${file}. The sticker, if there is one, goes under Stickers.`,
      isForSlack
        ? `Slack: the emoji picker, Add Emoji, and ${file}.`
        : `Slack takes 128 kB, and ${file} has ${kilobytes(bytes)}: there it needs fewer frames.`,
    ];
  },
  tileSet: noTileSet('An emoji is one picture'),
};

const kilobytes = (bytes: Uint8Array) => Math.ceil(bytes.length / 1000);

/** The ending of an animated one is what chats go by. */
function fileOf(animation: Animation, px: number): { bytes: Uint8Array; ending: 'gif' | 'png' } {
  const square = inSquare(animation, px);
  const { frames, tags: _, ...picture } = square;
  const [first] = frames;
  return first && frames.length === 1
    ? { bytes: writePng({ ...picture, indices: first.indices }), ending: 'png' }
    : { bytes: writeGif(square), ending: 'gif' };
}

/** Nothing if Discord would not take it. */
function stickerOf(animation: Animation, file: string): Files {
  const ms = animation.frames.reduce((sum, frame) => sum + frame.ms, 0);
  if (animation.frames.length > 1 && ms > sticker.ms) return {};
  const square = inSquare(animation, sticker.px);
  const { frames, tags: _, ...picture } = square;
  const [first] = frames;
  const bytes = first && frames.length === 1 ? writePng({ ...picture, indices: first.indices }) : writeApng(square);
  return bytes.length <= sticker.bytes ? { [`sticker/${file}.png`]: bytes } : {};
}

function inSquare(animation: Animation, px: number): Animation {
  const factor = Math.max(1, Math.floor(px / Math.max(animation.width, animation.height)));
  const large: Animation = factor === 1 ? animation : enlargedAnimation(animation, factor);
  const { width, height } = large;
  if (width === px && height === px) return large;
  ensure(
    large.clear !== undefined || large.colours.length < mostColours,
    'It has 256 opaque colours, so that nothing can be clear around it. Choose another engine.',
  );
  const { colours, clear } =
    large.clear === undefined
      ? { colours: [...large.colours, 0], clear: large.colours.length }
      : { colours: large.colours, clear: large.clear };
  const [left, top] = [Math.floor((px - width) / 2), Math.floor((px - height) / 2)];
  const frames = large.frames.map(({ indices, ms }) => {
    const whole = new Uint8Array(px * px).fill(clear);
    for (let y = 0; y < height; y += 1) whole.set(indices.subarray(y * width, (y + 1) * width), (top + y) * px + left);
    return { indices: whole, ms };
  });
  return { ...large, colours, clear, width: px, height: px, frames };
}
