import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerDiscordCommands } from '../bots/discord/register.ts';
import { roles } from '../roles.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { type BuiltImage, buildImage, shell } from './dockerfile.ts';
import { type RoleProcess, startCommand } from './process.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

const root = resolve(import.meta.dirname, '..');
let folder: string;
let image: BuiltImage;
let world: World;
const running: RoleProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upixel-image-'));
  image = await buildImage({ context: root, into: folder, instead: quicker });
}, 240_000);
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * The same result in less time, without touching the cache of the machine that runs the tests. What the scripts make bears a mark of the sources that
 * it was made of: given ours, they make it again only if the image has others.
 */
const quicker: Parameters<typeof buildImage>[0]['instead'] = async (command, { workDir, env }) => {
  // All packages are already here: this project's own, from the same lockfile.
  if (command === 'npm ci') {
    await shell(`ln -s ${root}/node_modules node_modules`, { workDir, env });
    await shell(`cp -R ${root}/prisma/generated prisma/generated`, { workDir, env });
    await shell('npm run prepare', { workDir, env });
    return true;
  }
  if (command === 'npm run build') {
    await shell(`mkdir dist && cp -R ${root}/dist/web ${root}/dist/documents dist`, { workDir, env });
    return false;
  }
  if (command.startsWith('npm ci ')) {
    // What an install without them leaves out is taken away from a copy; both make the same tree, in a tenth of the time.
    // Without its cache, which other tests are writing.
    const all = ['*', '.bin', '.package-lock.json'].map((name) => `${root}/node_modules/${name}`).join(' ');
    await shell(`mkdir node_modules && (cp -al ${all} node_modules || cp -R ${all} node_modules)`, { workDir, env });
    await shell(`${command.replace('npm ci', 'npm prune')} --no-audit --no-fund`, { workDir, env });
    return true;
  }
  return command.startsWith('npm cache clean'); // it would clear this machine's cache
};

test('what the Dockerfile makes runs every role in production, and a picture comes into both chats', async () => {
  world = await startWorld(await createTestDatabase(), { roles: [] });
  await registerDiscordCommands(world.deps, world.deps.config.discord);
  const env: Record<string, string> = {
    ...world.env,
    ...image.env,
    // In production it may not be off.
    NSFW_CHECK: 'on',
    PUBLIC_URL: world.deps.config.publicUrl,
    STORAGE_URL: `file:${join(folder, 'files')}`,
    KEYS_URL: world.deps.config.keysUrl,
    MAIL_FROM: 'UPixel <mail@example.com>',
    PRIVACY_CONTACT: 'privacy@example.com',
  };
  for (const role of roles) running.push(await startCommand([...image.command, role], { cwd: image.workDir, env }));
  for (const port of [env.PORT, env.BOTS_PORT])
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  const page = await fetch(`http://127.0.0.1:${env.PORT}/`);
  expect(await page.text()).toContain('<div id="root"');

  const [ada, grace] = [discordPerson(world), slackPerson(world)];
  await Promise.all([ada.imagine({ prompt: 'a fox' }), grace.imagine('an owl')]);
  await ada.sees('the picture', ({ images }) => images.length === 1);
  await grace.sees('the picture', ({ images }) => images.length === 1);
  for (const each of running.splice(0)) expect(await each.stop()).toBe(0);

  // As in docs/deploy.md: a shell in any of the services.
  const shellOf = { workDir: image.workDir, env };
  expect(await shell('npm run -s operator:add', shellOf)).toBe('Nobody is an operator.\n');
  expect(await shell('npm run -s functions:apply', shellOf)).toBe('Nothing had changed.\n');
}, 180_000);
