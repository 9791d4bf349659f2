import { spawnSync } from 'node:child_process';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readProvenance, trainedAlgorithmicMedia } from '#core/images/provenance.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** What a person downloads from the message: the file as the chat serves it, of a model that wrote everything into it that there is. */
let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  await fund(world, discordPerson(world).chatUser, 100);
  await fund(world, slackPerson(world).chatUser, 100);
});
afterAll(() => world.close());

type Posted = { bytes: Buffer; contentType: string; name: string };
const chats = {
  async discord(prompt: string, options: { format?: string; model?: string }): Promise<Posted> {
    const person = discordPerson(world);
    await person.imagine({ prompt, ...options });
    const { images } = await person.sees(prompt, (look) => look.images.length === 1 && look.text.includes(prompt));
    const answer = await fetch(images[0]?.url ?? '');
    return {
      bytes: Buffer.from(await answer.arrayBuffer()),
      contentType: answer.headers.get('content-type') ?? '',
      name: new URL(answer.url).pathname,
    };
  },
  async slack(prompt: string, options: { format?: string; model?: string }): Promise<Posted> {
    const person = slackPerson(world);
    const flags = Object.entries(options).map(([name, value]) => ` --${name} ${value}`);
    await person.imagine(prompt + flags.join(''));
    const { images } = await person.sees(prompt, (look) => look.images.length === 1 && look.text.includes(prompt));
    const file = () => world.slack.people.file(images[0]?.url ?? '');
    // Slack takes a moment to process it.
    await expect.poll(() => file().mimetype ?? '').not.toBe('');
    const { url_private: url = '', mimetype = '', name = '' } = file();
    const [workspace] = world.slack.workspaces;
    const answer = await fetch(String(url), { headers: { authorization: `Bearer ${workspace?.botToken}` } });
    return { bytes: Buffer.from(await answer.arrayBuffer()), contentType: String(mimetype), name: String(name) };
  },
};

/** Stand-ins for everything that a file can tell of somebody; words that are no accident of megabytes of compressed picture, as three letters are. */
const foreign = ['a fox', 'Ada of', 'Stand-in', 'GPSLatitude', 'c2pa\0', 'C2PA', 'jumb', 'Photoshop', 'parameters'];

test.each([
  ['discord', 'a JPEG', {}, 'a fox tagged', 'jpeg', { width: 1024, icc: true }],
  ['slack', 'a JPEG', {}, 'a fox tagged', 'jpeg', { width: 1024, icc: true }],
  ['discord', 'a PNG', { format: 'png' }, 'a fox tagged as png', 'png', { width: 1024, icc: true }],
  ['slack', 'a PNG', { format: 'png' }, 'a fox tagged as png', 'png', { width: 1024, icc: true }],
  ['discord', 'pixel art', { model: 'rd-fast' }, 'a fox tagged of pixels', 'png', { width: 256, icc: true }],
  ['slack', 'pixel art', { model: 'rd-fast' }, 'a fox tagged of pixels', 'png', { width: 256, icc: true }],
  ['discord', 'a WebP', {}, 'a fox tagged webp', 'webp', { width: 1024, icc: true }],
  // Slack shows no WebP. What is encoded anew is in sRGB, and needs no profile.
  ['slack', 'a WebP', {}, 'a fox tagged webp', 'jpeg', { width: 1024, icc: false }],
  [
    'discord',
    'a WebP with alpha',
    {},
    'a fox tagged transparent webp',
    'webp',
    { width: 1024, icc: true, alpha: true },
  ],
  ['slack', 'a WebP with alpha', {}, 'a fox tagged transparent webp', 'png', { width: 1024, icc: false, alpha: true }],
  ['discord', 'a GIF that moves', {}, 'a fox tagged gif', 'gif', { width: 1024, icc: false, pages: 3 }],
  ['slack', 'a GIF that moves', {}, 'a fox tagged gif', 'gif', { width: 1024, icc: false, pages: 3 }],
] as const)(
  '%s serves %s with our mark, its colours, and nothing of anybody',
  async (chat, _what, options, prompt, format, shape) => {
    const { bytes, contentType, name } = await chats[chat](prompt, options);
    expect(contentType).toBe(`image/${format}`);
    expect(name).toMatch(new RegExp(`\\.${format === 'jpeg' ? 'jpg' : format}$`));
    const { exif, iptc, icc, pages = 1, width, height } = await sharp(bytes, { animated: true }).metadata();
    expect({
      format: (await sharp(bytes).metadata()).format,
      width,
      pages,
      exif,
      iptc,
      icc: icc !== undefined,
    }).toEqual({
      ...{ format, width: shape.width, pages: 'pages' in shape ? shape.pages : 1, exif: undefined, iptc: undefined },
      icc: shape.icc,
    });
    expect((height ?? 0) / pages).toBe(shape.width);
    if ('alpha' in shape) expect((await sharp(bytes).stats()).isOpaque).toBe(false);
    expect(readProvenance(bytes)).toMatchObject({ digitalSourceType: trainedAlgorithmicMedia, creatorTool: 'UPixel' });
    expect(foreign.filter((word) => bytes.includes(word))).toEqual([]);
    readByOthers(bytes);
  },
);

/** By an independent reader, where it is installed (Debian's libimage-exiftool-perl). */
function readByOthers(bytes: Buffer) {
  const { error, stdout } = spawnSync('exiftool', ['-j', '-a', '-G1', '-'], { input: bytes, encoding: 'utf8' });
  if (error) return;
  const [facts = {}] = JSON.parse(stdout) as Array<Record<string, string>>;
  const groups = new Set(Object.keys(facts).flatMap((name) => name.split(':')[0] ?? []));
  expect([...groups].filter((group) => /^(IFD\d|ExifIFD|GPS|JUMBF|IPTC|Photoshop|XMP-dc|Adobe)$/.test(group))).toEqual(
    [],
  );
  expect(facts['XMP-iptcExt:DigitalSourceType']).toBe(trainedAlgorithmicMedia);
  expect(facts['XMP-xmp:CreatorTool']).toBe('UPixel');
}
