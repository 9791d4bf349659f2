import { identify } from '#core/accounts/identify.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import type { Look } from '#sandbox/look/discord.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage } from '#sandbox/slack/people.ts';
import { fund } from './fund.ts';
import type { World } from './world.ts';

/** The stand-in's first workspace for tests of the bots alone: what they answer there, and what they leave for the worker. */
export function slackGuild(world: () => World) {
  let before = new Set<string>();
  const people = () => world().slack.people;
  const guild = () => {
    const [workspace] = people().workspaces;
    if (!workspace) throw new Error('no workspace');
    const [ada, grace] = workspace.users.map(({ id }) => id);
    const channel = (name: string) => workspace.channels.find((each) => each.name === name)?.id ?? '';
    return { teamId: workspace.id, ada: ada ?? '', grace: grace ?? '', art: channel('art'), channel };
  };
  const chatUser = (userId = guild().ada) => ({ platform: 'slack', teamId: guild().teamId, userId }) as const;
  const generations = () =>
    world().deps.db.generation.findMany({
      include: { delivery: { include: { target: true } } },
      orderBy: { createdAt: 'asc' },
    });
  /** All that Ada sees, in any channel. */
  const everything = (): SeenMessage[] => {
    const { ada, channel } = guild();
    const names = ['general', 'art', 'random', 'secret-lab'];
    return [...names.flatMap((name) => people().messages(channel(name), ada)), ...people().dms(ada)];
  };
  return {
    ...{ people, guild, chatUser, generations, everything },
    balance: async (userId?: string) => (await identify(world().deps, chatUser(userId))).balance,
    /** Where the request of this number is shown, -1 for the last. */
    async delivery(number: number) {
      const { messageId, target } = (await generations()).at(number)?.delivery ?? {};
      return { messageId, target: target ? await targetOfRow(world().deps, target) : undefined };
    },
    /** Nothing is open, Ada has 20 credits, and what she has seen is forgotten. */
    async beginAnew() {
      world().slack.faults.clear();
      await world().deps.db
        .$executeRaw`UPDATE generations SET status = 'canceled', finished_at = now() WHERE finished_at IS NULL`;
      await fund(world(), chatUser(), 20);
      before = new Set(everything().map(({ ts }) => ts));
    },
    /** Ada has seen it before. */
    forget: ({ ts }: SeenMessage) => before.add(ts),
    isNew: ({ ts }: SeenMessage) => !before.has(ts),
    async sees(what: string, matches: (look: Look, message: SeenMessage) => unknown) {
      const find = () => {
        const message = everything().findLast((each) => !before.has(each.ts) && matches(lookAtSlack(each), each));
        return message && { message, ...lookAtSlack(message) };
      };
      try {
        return await people().until(find, 30_000, what);
      } catch (error) {
        const seen = everything().filter(({ ts }) => !before.has(ts));
        throw new Error(`${String(error)} Seen instead: ${JSON.stringify(seen.map((each) => lookAtSlack(each).text))}`);
      }
    },
    type: (text: string, options: { command?: string; channelId?: string } = {}) =>
      people().runCommand({ userId: guild().ada, channelId: guild().art, command: '/imagine', text, ...options }),
  };
}

/** One transparent pixel. */
export const onePixel = () =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
