import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import type { Chat, Play, Seen } from './plays.ts';

/** A crowd in front of the Discord stand-in, spread over its channels. */
export const discordChat =
  (discord: DiscordStandIn, people: number) =>
  (seen: Seen): Chat => {
    const crowd = discord.people.addUsers(people);
    const channels = discord.people.guilds.flatMap((guild) => guild.channels.filter(({ canPost }) => canPost));
    const byInteraction = new Map<string, Play>();
    discord.people.subscribe((event) => {
      if (event.type === 'interactionAcknowledged') {
        const play = byInteraction.get(event.interactionId);
        if (play) seen.acknowledged(play);
      } else if (event.type === 'messageUpdated' || event.type === 'messageCreated') {
        const message = discord.people.message(event.messageId);
        const play = byInteraction.get(message?.interaction_metadata?.id ?? '');
        if (!message || !play) return;
        if (message.attachments.length > 0) seen.posted(play, message.id);
        else seen.told(play, JSON.stringify(message.components));
      }
    });
    return {
      async run(play, nth, model) {
        const user = crowd[nth % crowd.length];
        const channel = channels[nth % channels.length];
        if (!user || !channel) throw new Error('Nobody is there, or nowhere to write.');
        const where = { userId: user.id, channelId: channel.id };
        const options = { prompt: play.prompt, model };
        const { id } = await discord.people.runCommand({ ...where, name: 'imagine', options });
        byInteraction.set(id, play);
      },
    };
  };
