import type { SeenMessage, SlackPeople } from '#sandbox/slack/people.ts';

/** What the button of an offer in Slack does; its value names the message that it is about. */
const offerAction = 'make-what-was-written';

/** The offer for what somebody wrote to the bot, which they alone see. */
export async function offerFor(people: SlackPeople, said: SeenMessage, userId: string): Promise<SeenMessage> {
  const find = () =>
    [...people.messages(said.channel, userId), ...people.thread(said.channel, said.thread_ts ?? '', userId)].findLast(
      ({ blocks }) => JSON.stringify(blocks ?? []).includes(`/${said.ts}`),
    );
  return people.until(find, 30_000, 'the offer');
}

export const pressOffer = (people: SlackPeople, offer: SeenMessage, userId: string) =>
  people.click({ userId, channelId: offer.channel, ts: offer.ts, actionId: offerAction });

/** Writes to the bot, in a channel or directly, and has made what it offers. Returns the person's message. */
export async function mentionAndMake(
  people: SlackPeople,
  said: Parameters<SlackPeople['mention']>[0],
): Promise<SeenMessage> {
  const message = await people.mention(said);
  await pressOffer(people, await offerFor(people, message, said.userId), said.userId);
  return message;
}
