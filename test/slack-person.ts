import type { Look } from '#sandbox/look/discord.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SeenMessage, ViewValues } from '#sandbox/slack/people.ts';
import { findControl } from './find-control.ts';
import type { World } from './world.ts';

/** What a person in Slack does and sees from now on; earlier messages in the channel are ignored. `two` and `group`: among people, without the bot. */
export function slackPerson(world: World, place: { user?: number; channel?: string; workspace?: number } = {}) {
  const { people } = world.slack;
  const workspace = people.workspaces[place.workspace ?? 0];
  const user = workspace?.users[place.user ?? 0];
  const { channel: wanted = 'general' } = place;
  const channel =
    wanted === 'two' || wanted === 'group'
      ? workspace?.conversations.find(({ isGroup }) => isGroup === (wanted === 'group'))
      : workspace?.channels.find(({ name }) => name === wanted);
  if (!workspace || !user || !channel) throw new Error('no such person or channel');
  const at = { userId: user.id, channelId: channel.id };
  const all = () => [...people.messages(channel.id, user.id), ...people.dms(user.id)];
  const earlier = new Set(all().map(({ ts }) => ts));
  const messages = () => all().filter(({ ts }) => !earlier.has(ts));

  return {
    /** The person as UPixel knows them. */
    chatUser: { platform: 'slack', teamId: workspace.id, userId: user.id } as const,
    user,
    channel,
    people,
    messages,
    look: lookAtSlack,
    imagine: (text: string) => people.runCommand({ ...at, command: '/imagine', text }),
    run: (text: string) => people.runCommand({ ...at, command: '/upixel', text }),
    /** Waits for the modal, fills it in and submits it. */
    async fillIn(values: ViewValues) {
      const open = () => {
        const view = people.view(user.id);
        return view?.submit ? view : undefined;
      };
      const view = await people.until(open, 30_000, 'the form');
      for (const [actionId, value] of Object.entries(values))
        if (JSON.stringify(view.blocks).includes(`"external_select","action_id":"${actionId}"`))
          await people.suggest({ userId: user.id, viewId: view.id, actionId, value: String(value) });
      return people.submitView({ userId: user.id, viewId: view.id, values });
    },
    /** Changes a field of the open form that the app hears of, and waits until the form says these words. */
    async changes(actionId: string, value: string, words: string) {
      const view = people.view(user.id);
      if (!view) throw new Error('no form is open');
      const { element } = view.blocks.find(({ block_id: id }) => id === actionId) as { element?: { type: string } };
      const at = { userId: user.id, viewId: view.id, actionId };
      // What a list offers is asked for while somebody types in it.
      if (element?.type === 'external_select') await people.suggest({ ...at, value });
      await people.clickInView({ ...at, selected: [value] });
      const says = () => JSON.stringify(people.view(user.id)?.blocks ?? []).includes(words);
      await people.until(says, 30_000, words);
    },
    /** Waits until a message looks like this. */
    async sees(what: string, matches: (look: Look, message: SeenMessage) => unknown, ms = 30_000) {
      const find = () => {
        const message = messages().findLast((each) => matches(lookAtSlack(each), each));
        return message && { message, ...lookAtSlack(message) };
      };
      try {
        return await people.until(find, ms, what);
      } catch (error) {
        const seen = messages().map((each) => lookAtSlack(each).text);
        throw new Error(`${String(error)} Seen instead: ${JSON.stringify(seen)}`);
      }
    },
    /** Presses a button, named without its price, or chooses in a menu. */
    async press(message: SeenMessage, label: string) {
      const { actionId, selected } = findControl(lookAtSlack(message), label);
      const at = { userId: user.id, channelId: message.channel, ts: message.ts, actionId };
      return people.click({ ...at, ...(selected === undefined ? {} : { selected: [selected] }) });
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
