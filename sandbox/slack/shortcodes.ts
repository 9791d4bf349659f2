/**
 * Emoji as Slack sends them in what people type, in messages, commands and forms alike: by name, with the skin after it, and a name
 * stays whatever a person typed as one (https://docs.slack.dev/messaging/formatting-message-text#emoji). A few of the many: what
 * is not here goes out as it is, which Slack does only for what it does not know.
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
