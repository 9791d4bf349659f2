import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

/**
 * `tsx scripts/slack-emoji.ts <emoji.json>`: writes bots/slack/emoji-names.ts anew from the file of that name in the npm package
 * `emoji-datasource` (MIT), whose short names are Slack's. The package itself is 25 MB of pictures, so it is no dependency.
 */
const [source = ''] = process.argv.slice(2);
const emoji = z
  .array(z.object({ unified: z.string(), short_names: z.array(z.string()), sort_order: z.number() }))
  .parse(JSON.parse(await readFile(source, 'utf8')));
const character = (unified: string) =>
  String.fromCodePoint(...unified.split('-').map((point) => Number.parseInt(point, 16)));
const lines = emoji
  .sort((one, other) => one.sort_order - other.sort_order)
  .map(({ unified, short_names }) => `${character(unified)} ${short_names.join(' ')}`);
await writeFile(
  new URL('../bots/slack/emoji-names.ts', import.meta.url),
  `/** Slack's names of emoji, written by scripts/slack-emoji.ts from emoji-datasource: one a line, then its names. */
export const emojiNames = \`
${lines.join('\n')}
\`;
`,
);
