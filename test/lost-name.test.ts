import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtGuilds } from '#core/chat/discord/look-at-guilds.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { openPlaceId } from '#core/chat/place-id.ts';
import { saveSlackInstall } from '#core/chat/slack/installs.ts';
import { unreadable } from '#core/keys/stored-text.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  // A worker looks at both chats, too, when it starts: what is lost here would be back too soon.
  world = await startWorld(await createTestDatabase(), { logLevel: 'silent', roles: ['bots'] });
});
afterAll(() => world.close());

const chats = {
  discord: {
    person: () => discordPerson(world),
    place: () => world.discord.people.guilds[0],
    seenAgain: () => lookAtGuilds(world.deps),
  },
  slack: {
    person: () => slackPerson(world),
    place: () => world.slack.people.workspaces[0],
    async seenAgain() {
      const [installed] = world.slack.workspaces;
      if (installed) await saveSlackInstall(world.deps, installed);
    },
  },
};

test.each(['discord', 'slack'] as const)(
  'in %s name and id of a team whose key is lost are back once the chat tells them again',
  async (platform) => {
    const { keys, db } = world.deps;
    const { person, place, seenAgain } = chats[platform];
    const { id: externalId = '', name = '' } = place() ?? {};
    await seenAgain();
    const team = async () =>
      db.workspace.findFirstOrThrow({ where: await isPlace(world.deps, { platform, externalId }) });
    const shows = async (words: string) => {
      const here = person();
      await here.run('team');
      await here.sees(`“${words}”`, ({ text }) => text.includes('You manage it') && text.includes(words));
    };
    await shows(name);
    const key = await keys.of({ workspaceId: (await team()).id });
    // The store has it no more, and the database still names it: it is lost.
    await keys.destroy([key.id]);
    await shows(unreadable);
    expect(await openPlaceId(world.deps, await team())).toBeUndefined();
    await seenAgain();
    await shows(name);
    expect(await openPlaceId(world.deps, await team())).toBe(externalId);
    const { nameSealed, externalIdSealed } = await team();
    await seenAgain();
    expect(await team()).toMatchObject({ nameSealed, externalIdSealed });
  },
);
