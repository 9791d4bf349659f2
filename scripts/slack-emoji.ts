import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

/**
 * `tsx scripts/slack-emoji.ts <emoji.json>`: writes bots/slack/emoji-names.json anew from the file of that name in the npm package
 * `emoji-datasource` (MIT), whose short names are Slack's. The package itself is 25 MB of pictures, so it is no dependency.
 */
const [source = ''] = process.argv.slice(2);
const emoji = z
  .array(z.object({ unified: z.string(), short_names: z.array(z.string()), sort_order: z.number() }))
  .parse(JSON.parse(await readFile(source, 'utf8')));
const character = (unified: string) =>
  String.fromCodePoint(...unified.split('-').map((point) => Number.parseInt(point, 16)));
const names = emoji
  .sort((one, other) => one.sort_order - other.sort_order)
  .flatMap(({ unified, short_names }) => short_names.map((name) => [name, character(unified)]));
const file = new URL('../bots/slack/emoji-names.json', import.meta.url);
await writeFile(file, `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`);
