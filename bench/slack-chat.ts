import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { SlackStandIn } from '#sandbox/slack/start.ts';
import type { Chat, Play, Seen } from './plays.ts';

/** A crowd in front of the Slack stand-in, each in a channel of their own: Slack lets nobody post more than one message a second into one. */
export const slackChat =
  (slack: SlackStandIn, people: number) =>
  (seen: Seen): Chat => {
    slack.people.setCommands([{ command: '/imagine', description: 'Make an image', usageHint: 'what to draw' }]);
    const crowd = slack.people.addPeople(people);
    /** What was asked for in each channel and is not there yet. */
    const asked = new Map<string, Set<Play>>(crowd.map(({ channelId }) => [channelId, new Set()]));
    slack.people.subscribe((change) => {
      if (change.type !== 'message' && change.type !== 'message_changed') return;
      const plays = asked.get(change.channelId);
      if (!plays?.size) return;
      const message = slack.people.messages(change.channelId).find(({ ts }) => ts === change.ts);
      if (!message) return;
      const isPicture = lookAtSlack(message).images.length > 0;
      const text = JSON.stringify(message);
      for (const play of plays)
        if (text.includes(play.prompt)) {
          if (!isPicture) seen.told(play, text);
          else if (plays.delete(play)) seen.posted(play, change.ts);
        }
    });
    return {
      async run(play, nth, model) {
        const person = crowd[nth % crowd.length];
        if (!person) throw new Error('Nobody is there.');
        asked.get(person.channelId)?.add(play);
        const text = `${play.prompt} --model ${model}`;
        const { acknowledged } = await slack.people.runCommand({ ...person, command: '/imagine', text });
        // One that comes too late is one that never came: the play has no time of it.
        acknowledged.then(
          ({ body }) => {
            seen.acknowledged(play);
            if (body) seen.told(play, JSON.stringify(body));
          },
          () => undefined,
        );
      },
    };
  };
