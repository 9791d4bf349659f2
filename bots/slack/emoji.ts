import emojiNames from './emoji-names.json' with { type: 'json' };

/** Slack's names of emoji and the character of each, written by scripts/slack-emoji.ts. */
const characters = new Map<string, string>(Object.entries(emojiNames));

/** `:wave:` and, with a skin tone of six, `:wave::skin-tone-3:`; of two people's tones, `:skin-tone-2-5:`, the first is taken. */
const shortcode = /:([a-z0-9_+'&.-]+):(?::skin-tone-([2-6])(?:-[2-6])?:)?/g;
const firstSkin = 0x1f3fb;

/**
 * Emoji as characters: Slack sends them as names, in commands, messages and forms. Other text and the workspace's own emoji stay as they are; so does
 * a short name between letters or digits, as in `16:on:9`, which a person may have typed.
 */
export function emojiIn(text: string): string {
  return text.replace(shortcode, (typed: string, name: string, skin: string | undefined, at: number) => {
    const character = characters.get(name);
    if (character === undefined || (name.length <= 3 && isInsideWord(text, at, typed.length))) return typed;
    return skin === undefined ? character : withSkin(character, firstSkin + Number(skin) - 2);
  });
}

const wordly = /[\p{L}\p{N}]/u;
const isInsideWord = (text: string, at: number, length: number) =>
  wordly.test(text.charAt(at - 1)) || wordly.test(text.charAt(at + length));

/** The skin tone follows the first character, in place of its "as a picture" sign. */
function withSkin(character: string, skin: number): string {
  const [first = '', ...rest] = character;
  return first + String.fromCodePoint(skin) + rest.join('').replace(/^\ufe0f/, '');
}
