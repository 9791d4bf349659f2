import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interaction } from 'discord.js';
import { expect, it, onTestFinished } from 'vitest';
import { start } from './start.ts';
import { startBot } from './testing.ts';

async function answer(interaction: Interaction) {
  if (interaction.isChatInputCommand())
    await interaction.reply({
      files: [{ attachment: Buffer.from('picture'), name: 'fox.txt' }],
      components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'again', label: 'Again' }] }],
    });
  if (interaction.isButton()) await interaction.update({ content: `pressed by ${interaction.user.username}` });
}

it('says which file it cannot read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'discord-saved-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, 'discord.json');
  await writeFile(stateFile, '{"version":1,');
  await expect(start({ stateFile })).rejects.toThrow(`${stateFile} cannot be read; remove it`);
});

it('shows the same channel after a restart, with buttons that work', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'discord-saved-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, 'discord.json');

  const before = await startBot(answer, { stateFile });
  await before.client.application.commands.create({ name: 'imagine', description: 'Make a picture' });
  const { people } = before.discord;
  const userId = people.users[0]?.id ?? '';
  const channelId = people.guilds[0]?.channels[0]?.id ?? '';
  const reply = await (await people.runCommand({ userId, channelId, name: 'imagine' })).reply();
  await before.close();

  const after = await startBot(answer, { stateFile });
  onTestFinished(() => after.close());
  const again = after.discord.people;
  expect(again.commands().map(({ name }) => name)).toEqual(['imagine']);
  const [kept] = again.messages(channelId);
  expect(kept?.id).toBe(reply.id);
  expect(await (await fetch(kept?.attachments[0]?.url ?? '')).text()).toBe('picture');
  const press = await again.click({ userId, messageId: reply.id, customId: 'again' });
  expect((await press.reply()).content).toBe('pressed by ada');
});
