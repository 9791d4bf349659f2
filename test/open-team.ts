import { randomUUID } from 'node:crypto';
import { grantCredits } from '#core/credits/grant.ts';
import { discordPerson } from './discord-person.ts';
import type { World } from './world.ts';

/** Gives the first person's server a wallet with credits, of which two people have spent some. Returns its id. */
export async function openTeam(world: World): Promise<string> {
  const [ada, grace] = [discordPerson(world), discordPerson(world, { user: 1 })];
  await ada.run('team');
  await ada.sees('the wallet', ({ text }) => text.includes('You manage it'));
  const { id, walletId } = await world.deps.db.workspace.findFirstOrThrow({ where: { walletId: { not: null } } });
  await grantCredits(world.deps, { walletId: walletId ?? '', origin: 'purchase', amount: 500, key: randomUUID() });
  for (const [person, prompt] of [
    [ada, 'a banner'],
    [grace, 'a crest'],
  ] as const) {
    await person.imagine({ prompt, pay: 'team', count: 2 });
    await person.sees(prompt, ({ text, images }) => images.length === 2 && text.includes(prompt));
  }
  return id;
}
