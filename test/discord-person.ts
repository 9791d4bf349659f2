import type { Interaction, OptionValue, SeenMessage } from '#sandbox/discord/people.ts';
import { type Look, lookAtDiscord } from '#sandbox/look/discord.ts';
import { findControl } from './find-control.ts';
import type { World } from './world.ts';

/**
 * What a person on Discord does and sees from now on; earlier messages in the channel are ignored. `dm`: alone with the bot; `two` and `group`: among
 * people, without it.
 */
export function discordPerson(world: World, place: { user?: number; guild?: number; channel?: string } = {}) {
  const { people } = world.discord;
  const user = people.users[place.user ?? 0];
  const { channel: wanted = 'general' } = place;
  const channel =
    wanted === 'dm' && user
      ? { id: people.dmChannelId(user.id) }
      : wanted === 'two' || wanted === 'group'
        ? people.conversations.find(({ name }) => (name === '') === (wanted === 'two'))
        : people.guilds[place.guild ?? 0]?.channels.find(({ name }) => name === wanted);
  if (!user || !channel) throw new Error('no such person or channel');
  const at = { userId: user.id, channelId: channel.id };

  const earlier = new Set(people.messages(channel.id, user.id).map(({ id }) => id));
  const messages = () => people.messages(channel.id, user.id).filter(({ id }) => !earlier.has(id));
  const look = (message: SeenMessage) => lookAtDiscord(message);

  return {
    /** The person as UPixel knows them. */
    chatUser: { platform: 'discord', teamId: '', userId: user.id } as const,
    user,
    channel,
    people,
    messages,
    look,
    imagine: (options: Record<string, OptionValue>): Promise<Interaction> =>
      people.runCommand({ ...at, name: 'imagine', options }),
    run: (name: string, options: Record<string, OptionValue> = {}): Promise<Interaction> =>
      people.runCommand({ ...at, name, options }),
    autocomplete: (typed: string) =>
      people.autocomplete({ ...at, name: 'imagine', options: { prompt: 'x', model: typed }, focused: 'model' }),
    /** Waits until a message looks like this. */
    async sees(what: string, matches: (look: Look, message: SeenMessage) => unknown, ms = 30_000) {
      const find = () => {
        const message = messages().findLast((each) => !each.thinking && matches(look(each), each));
        return message && { message, ...look(message) };
      };
      try {
        return await people.until(find, ms, what);
      } catch (error) {
        const seen = messages().map((each) => look(each).text);
        throw new Error(`${String(error)} Seen instead: ${JSON.stringify(seen)}`);
      }
    },
    /** Presses a button, named without its price, or chooses in a menu. */
    async press(message: SeenMessage, label: string): Promise<Interaction> {
      const { actionId: customId, selected } = findControl(look(message), label);
      const at = { userId: user.id, messageId: message.id, customId };
      return people.click({ ...at, ...(selected === undefined ? {} : { values: [selected] }) });
    },
    /** From the /history of `message`: its first result, seen privately, then posted here. */
    async postsHere(message: SeenMessage): Promise<void> {
      await this.press(message, 'Show 1');
      const seen = await this.sees('it privately', ({ buttons }) => buttons.some(({ label }) => label === 'Post here'));
      await this.press(seen.message, 'Post here');
    },
    /** Presses what costs on somebody else's card, and agrees to the price. */
    async agrees(message: SeenMessage, label: string): Promise<void> {
      await this.press(message, label);
      const told = await this.sees(
        'the price',
        ({ text, buttons }) => text.includes('This costs you') && buttons.length > 0,
      );
      await this.press(told.message, 'Go on');
    },
  };
}
