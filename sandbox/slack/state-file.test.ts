import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { start } from './start.ts';
import { clientOf, guildOf, png, refusal } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'slack-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('messages, files, membership, installs and the Home tab outlive a restart', async () => {
  const stateFile = join(folder, 'deeper', 'slack.json');
  const first = await start({ stateFile });
  const guild = guildOf(first);
  first.people.setCommands([{ command: '/imagine', description: 'd', usageHint: '' }]);
  const client = clientOf(first, guild.botToken);
  const { ts = '' } = await client.chat.postMessage({ channel: guild.art, text: 'Kept' });
  await client.chat.postMessage({ channel: guild.art, text: 'A reply', thread_ts: ts });
  await client.conversations.join({ channel: guild.random });
  await client.views.publish({ user_id: guild.ada, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  const { id } = await first.people.upload({
    userId: guild.ada,
    channelId: guild.art,
    filename: 'a.png',
    contentType: 'image/png',
    bytes: png(3, 3),
  });
  await first.close();

  const second = await start({ stateFile });
  expect(second.workspaces).toEqual(first.workspaces);
  expect(second.people.messages(guild.art)).toEqual(first.people.messages(guild.art));
  expect(second.people.thread(guild.art, ts).map(({ text }) => text)).toEqual(['Kept', 'A reply']);
  expect(second.people.fileBytes(id)).toEqual(png(3, 3));
  expect(second.people.home(guild.ada)?.blocks).toHaveLength(1);
  expect(second.people.commands(guild.teamId)).toHaveLength(1);
  const again = clientOf(second, guild.botToken);
  await again.chat.update({ channel: guild.art, ts, text: 'Changed after the restart' });
  await again.chat.postMessage({ channel: guild.random, text: 'Still a member' });
  await second.people.uninstall(guild.teamId);
  await second.close();

  const third = await start({ stateFile });
  expect(await refusal(clientOf(third, guild.botToken).auth.test())).toBe('account_inactive');
  third.reset();
  expect(third.people.messages(guild.art)).toEqual([]);
  expect(third.workspaces[0]?.installed).toBe(true);
  await third.close();
});

test('without a state file nothing is kept', async () => {
  const first = await start();
  const guild = guildOf(first);
  await clientOf(first, guild.botToken).chat.postMessage({ channel: guild.art, text: 'Gone' });
  await first.close();
  const second = await start();
  expect(second.people.messages(guild.art)).toEqual([]);
  await second.close();
});
