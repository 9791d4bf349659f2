import type { ChatUser } from '#core/accounts/chat-user.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import type { World } from './world.ts';

interface SeenHere {
  text: string;
  isPrivate: boolean;
  press(label: string): Promise<unknown>;
  message: unknown;
}
export interface PlacePerson {
  chatUser: ChatUser;
  /** How their chat shows a command, and how somebody names them in one. */
  run(name: string, options?: Record<string, string | number>): Promise<unknown>;
  imagine(prompt: string, count?: number, model?: string): Promise<unknown>;
  sees(words: RegExp): Promise<SeenHere>;
  /** Presses the button, and sends the form that it opens. */
  fillIn(seen: SeenHere, label: string, values: Record<string, string>): Promise<unknown>;
  join(group?: string): void;
}

/** The first manages the server or workspace, the second is a member. */
export const placePeople = (
  world: () => World,
): Record<'discord' | 'slack', (user?: number, channel?: string) => PlacePerson> => ({
  discord(user = 0, channel = 'general') {
    const person = discordPerson(world(), { user, channel });
    const { people } = person;
    const [guild] = people.guilds;
    return {
      chatUser: person.chatUser,
      run: (name, options = {}) => person.run(name, options),
      imagine: (prompt, count = 1, model) => person.imagine({ prompt, count, ...(model ? { model } : {}) }),
      async sees(words) {
        const { message, text } = await person.sees(String(words), (look) => words.test(look.text));
        const press = (label: string) => person.press(message, label);
        return { text, isPrivate: message.ephemeralFor === person.user.id, press, message };
      },
      async fillIn({ message }, label, values) {
        const pressed = await person.press(message as never, label);
        const { custom_id: customId } = await pressed.modal();
        return people.submitModal({ userId: person.user.id, interactionId: pressed.id, customId, values });
      },
      join(group) {
        const roleIds = guild?.roles.filter(({ name }) => name === group).map(({ id }) => id) ?? [];
        people.setRoles({ guildId: guild?.id ?? '', userId: person.user.id, roleIds });
      },
    };
  },
  slack(user = 0, channel = 'general') {
    const person = slackPerson(world(), { user, channel });
    const { people } = person;
    return {
      chatUser: person.chatUser,
      run: (name, { here, what, person: named, ...options } = {} as Record<string, string | number>) =>
        person.run(
          [
            ...[name, here, what, named].filter((word) => word !== undefined),
            ...Object.entries(options).map(([key, value]) => `--${key} ${value}`),
          ].join(' '),
        ),
      imagine: (prompt, count = 1, model) =>
        person.imagine(`${prompt} --count ${count}${model ? ` --model ${model}` : ''}`),
      async sees(words) {
        const { message, text } = await person.sees(String(words), (look) => words.test(look.text));
        const press = (label: string) => person.press(message, label);
        return { text, isPrivate: message.ephemeralFor === person.user.id, press, message };
      },
      async fillIn({ message }, label, values) {
        await person.press(message as never, label);
        const view = await people.until(() => people.view(person.user.id), 30_000, 'the form');
        for (const [actionId, value] of Object.entries(values))
          await people.suggest({ userId: person.user.id, viewId: view.id, actionId, value });
        return person.fillIn(values);
      },
      join(group) {
        for (const { id, handle } of people.workspaces[0]?.userGroups ?? [])
          people.setUserGroup(id, handle === group?.toLowerCase() ? [person.user.id] : []);
      },
    };
  },
});
