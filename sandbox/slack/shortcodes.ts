/**
 * Emoji as Slack sends them in what people type, in messages, commands and forms alike: by name, with the skin tone after it; a
 * name that a person typed stays as it is (https://docs.slack.dev/messaging/formatting-message-text#emoji). Only a few: all others
 * are sent unchanged, which Slack does only with unknown ones.
 */
const shortcodes: Record<string, string> = {
  '🦊': 'fox_face',
  '🐉': 'dragon',
  '🔥': 'fire',
  '👋': 'wave',
  '👍': '+1',
  '❤️': 'heart',
  '😀': 'grinning',
  '🏰': 'european_castle',
  '⚔️': 'crossed_swords',
  '🎨': 'art',
  '🧙': 'mage',
  '🇩🇪': 'flag-de',
  '👩‍🚀': 'female-astronaut',
};

const skins = ['🏻', '🏼', '🏽', '🏾', '🏿'];

export function toShortcodes(text: string): string {
  return Object.entries(shortcodes).reduce(
    (said, [emoji, name]) =>
      said.replace(new RegExp(`${emoji}([${skins.join('')}])?`, 'gu'), (_, skin?: string) =>
        skin === undefined ? `:${name}:` : `:${name}::skin-tone-${skins.indexOf(skin) + 2}:`,
      ),
    text,
  );
}
