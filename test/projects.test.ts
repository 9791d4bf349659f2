import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { createProject } from '#core/projects/create-project.ts';
import { listProjects } from '#core/projects/list-projects.ts';
import { type WebPerson, webPerson } from './account-person.ts';
import { chatNames, chatPerson } from './chat-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { slackPerson } from './slack-person.ts';
import { unzip } from './unzip.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let web: WebPerson;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  web = webPerson(world);
  await web.register('ada@example.com');
  for (const chat of [discordPerson(world), slackPerson(world)]) await linkChat(web, chat);
  const defaults = { model: 'rd-fast', size: 'wide', format: 'png', style: '16 colours' };
  expect((await web.post('/api/projects', { name: 'Icons', defaults })).status).toBe(200);
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const newest = async () => (await web.get(`/api/assets/${(await web.get('/api/assets')).body.items[0].id}`)).body;

test('a project named in chat gives its defaults, and gets the pictures', async () => {
  const ada = discordPerson(world);
  await ada.imagine({ prompt: 'a key', project: 'icons' });
  await ada.sees('the picture', ({ images }) => images.length === 1);
  expect(await newest()).toMatchObject({
    prompt: 'a key, 16 colours',
    model: 'rd-fast',
    size: 'wide',
    project: { name: 'Icons' },
    place: { platform: 'discord', name: 'Sprite Forge' },
  });
});

test('what is said wins over the project, in Slack alike', async () => {
  const ada = slackPerson(world);
  await ada.imagine('a lock --project Icons --model flux-schnell --size tall');
  await ada.sees('the picture', ({ images }) => images.length === 1);
  expect(await newest()).toMatchObject({
    model: 'flux-schnell',
    size: 'tall',
    project: { name: 'Icons' },
    place: { platform: 'slack', name: 'Pixel Guild' },
  });
});

test.each(chatNames)(
  '%s: a project’s pixels are drawn, and by a model that draws none the nearest shape',
  async (chat) => {
    const name = `Tall sprites ${chat}`;
    const defaults = { model: 'rd-fast', size: ' 32 × 48 ' };
    expect((await web.post('/api/projects', { name, defaults })).body.defaults).toMatchObject({ size: '32x48' });
    const ada = chatPerson(world, chat);
    await ada.imagine(`a tall knight ${chat}`, { project: name });
    await ada.sees(`a tall knight ${chat}`, 1);
    expect(await newest()).toMatchObject({ model: 'rd-fast', size: '32x48', width: 32, height: 48 });
    await ada.imagine(`a painted knight ${chat}`, { project: name, model: 'flux-schnell' });
    await ada.sees(`a painted knight ${chat}`, 1);
    expect(await newest()).toMatchObject({ model: 'flux-schnell', size: 'portrait' });
  },
);

test('Slack: of several words after the flag, the longest name of a project is meant', async () => {
  for (const name of ['Two', 'Two Words']) await web.post('/api/projects', { name });
  const ada = slackPerson(world);
  await ada.imagine('--project two  words a bridge');
  await ada.sees('the bridge', ({ images, text }) => images.length === 1 && text.includes('a bridge'));
  expect(await newest()).toMatchObject({ prompt: 'a bridge', project: { name: 'Two Words' } });
  await ada.imagine('a road --project=Two roads --count 1');
  await ada.sees('the road', ({ images, text }) => images.length === 1 && text.includes('a road roads'));
  expect(await newest()).toMatchObject({ prompt: 'a road roads', project: { name: 'Two' } });
  await ada.imagine('--project Three Words');
  const refused = await ada.sees('the refusal', ({ text }) => text.includes('You have no project “Three”'));
  expect(refused.text).toContain('Nothing was made');
  await ada.run('projects rename --name Three --to Four');
  await ada.sees('the other refusal', ({ text }) => /no project “Three”. Nothing was changed/.test(text));
});

test('Again stays in the project, and asks for the same file', async () => {
  const ada = discordPerson(world);
  await ada.imagine({ prompt: 'a coin', project: 'Icons', model: 'flux-schnell' });
  const first = await ada.sees('the picture', ({ images }) => images.length === 1);
  await ada.press(first.message, 'Again');
  await ada.people.until(
    () => ada.messages().filter((message) => ada.look(message).images.length === 1).length === 2,
    30_000,
    'a second',
  );
  expect(await newest()).toMatchObject({ prompt: 'a coin, 16 colours', project: { name: 'Icons' } });
  const again = await world.deps.db.generation.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  expect(again.format).toBe('png');
  const types = await world.deps.db.asset.findMany({ orderBy: { createdAt: 'desc' }, take: 2 });
  expect(types.map(({ contentType }) => contentType)).toEqual(['image/png', 'image/png']);
});

test('one’s own projects are offered while typing, and nobody else’s; whoever only types is not remembered', async () => {
  const known = await world.deps.db.identity.count();
  const offer = async (user: number) => {
    const { user: person, channel, people } = discordPerson(world, { user });
    const options = { prompt: 'x', project: 'ic' };
    return people.autocomplete({
      userId: person.id,
      channelId: channel.id,
      name: 'imagine',
      options,
      focused: 'project',
    });
  };
  expect(await offer(0)).toEqual([{ name: 'Icons', value: 'Icons' }]);
  expect(await offer(1)).toEqual([]);
  expect(await world.deps.db.identity.count()).toBe(known);
});

test.each([
  [0, /You have no project “Nothing”.*nothing was taken.*\/projects/s],
  [1, /Projects belong to an account: type `\/link`/],
])('an unknown project costs nothing and says what to do', async (user, words) => {
  const person = discordPerson(world, { user });
  await person.imagine({ prompt: 'a key', project: 'Nothing' });
  await person.sees('the refusal', ({ text }) => words.test(text));
});

test.each(chatNames)('%s: a project is created, used in a channel, renamed, archived', async (name) => {
  const { run: runAny, imagine, sees } = chatPerson(world, name);
  const run = (what: string, options: Record<string, string> = {}) => runAny('projects', { what, ...options });
  const project = `Fort ${name}`;

  await run('create', { name: project });
  const typed = (what: string) => (name === 'Discord' ? `/projects what:${what}` : `/upixel projects ${what}`);
  const { text: created } = await sees('Created');
  expect(created).toContain(name === 'Discord' ? `${typed('use')} name:${project}` : `${typed('use')} ${project}`);
  await run('create', { name: project });
  await sees('You have a project of that name');
  await run('use', { name: project.toUpperCase() });
  expect((await sees('In use here')).text).toContain(typed('leave'));
  await imagine(`a gate for ${name}`);
  await sees('a gate', 1);
  expect(await newest()).toMatchObject({ prompt: `a gate for ${name}`, project: { name: project } });

  await run('rename', { name: project, to: `Keep-${name}` });
  await sees(`is called “Keep-${name}” now`);
  await run('archive', { name: `Keep-${name}`, to: 'Nowhere' });
  await sees('To goes with something else than archive. Nothing was changed.');
  await run('use', { name: `Keeep-${name}` });
  expect((await sees(`Did you mean Keep-${name}?`)).text).not.toContain('leave the project out');
  await imagine(`a moat for ${name}`, { project: `Keeep-${name}` });
  expect((await sees('leave the project out')).text).toContain(`Did you mean Keep-${name}?`);
  await run('list');
  const list = await sees('1 image');
  expect(list.text).toContain(`This channel uses “Keep-${name}”.`);
  expect(list).toMatchObject({ text: expect.stringContaining(`Keep-${name}`), isPrivate: true });
  await run('zip', { name: `Keep-${name}` });
  // Without a sign-in: chats have none.
  const zipped = await sees(`1 image of “Keep-${name}”`);
  const url = zipped.look.buttons.find(({ label }) => label === 'Download zip')?.url ?? '';
  const zip = await fetch(url);
  expect([zip.status, zip.headers.get('content-disposition')]).toEqual([200, expect.stringMatching(/upixel-keep-/)]);
  const files = [...unzip(Buffer.from(await zip.arrayBuffer())).keys()];
  expect(files.filter((file) => /\.(?:png|jpg|webp)$/.test(file))).toHaveLength(1);
  expect((await fetch(`${url}&part=2`)).status).toBe(404);
  expect((await fetch(url.replace(/&signature=.*/, ''))).status).toBe(401);

  await run('archive', { name: `Keep-${name}` });
  await sees('Archived');
  await imagine(`a well for ${name}`);
  await sees('a well', 1);
  expect(await newest()).toMatchObject({ prompt: `a well for ${name}`, project: null });
  await run('leave');
  await sees('No project here');
  await run('rename', { name: 'Nowhere', to: 'x' });
  await sees('There is no such project');
  await run('archive');
  await sees('Name is missing');
});

test('many projects are listed page by page, in each chat', async () => {
  const { userId } = await identify(world.deps, chatPerson(world, 'Discord').chatUser);
  for (let at = 10; at < 35; at++) await createProject(world.deps, userId ?? '', { name: `Zoo ${at}` });
  const all = await listProjects(world.deps, { userId: userId ?? '' });
  for (const chat of chatNames) {
    const ada = chatPerson(world, chat);
    await ada.run('projects', { what: 'list' });
    let page = await ada.sees(`${all.length} projects · 1 to 10`);
    const seen = [page.text];
    for (let from = 11; from <= all.length; from += 10) {
      await page.press('More');
      page = await ada.sees(`${all.length} projects · ${from} to `);
      seen.push(page.text);
    }
    for (const { name } of all) expect(seen.join('\n'), chat).toContain(name);
    expect(page.buttons.filter((label) => label !== 'Open')).toEqual(['Back']);
    await page.press('Back');
    await ada.sees(`${all.length} projects · ${all.length - (all.length % 10) - 9} to `);
  }
});
