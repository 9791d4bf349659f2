import { randomUUID } from 'node:crypto';
import { askerOf, type Guest, identify } from '#core/accounts/identify.ts';
import type { Card } from '#core/chat/card.ts';
import type { Spot } from '#core/chat/messenger.ts';
import { failureCard, mistakeCard, unshownCard } from '#core/chat/present/failure.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { blockedAccount } from '#core/generations/owner.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import { restarting } from '#core/requests/lost-answer.ts';
import type { TeamHere } from '#core/teams/team-here.ts';

/** What a chat tells us about a request, whichever chat it is. */
export interface Ask {
  /** The chat's own id of this request. */
  key: string;
  /** Where it came from and how to answer there. */
  spot: Spot;
  /** The message with the button that was pressed. */
  messageId?: string | undefined;
  /** How the chat shows whoever asks; looked up only where it is needed. */
  person(): Promise<ChatPerson>;
  /** The server or workspace; undefined in Discord's direct messages. */
  team?: TeamHere | undefined;
}

/** How a chat shows an answer. */
export interface Reply {
  /** Shows a card where everybody sees it. Says where it stands, as far as the chat tells. */
  show(card: Card): Promise<{ messageId?: string | undefined; channelId?: string | undefined }>;
  /** Of an error of `show`: the chat has not said no, so that the card may stand there all the same. */
  mayBeShown(error: unknown): boolean;
  /** Shows a card to the person alone, and leaves nothing else behind. */
  whisper(card: Card): Promise<void>;
  /**
   * The chat has told us beforehand that we may post here. Where it has not, showing the status is the proof, and comes
   * before anything that costs.
   */
  placeIsKnown: boolean;
}

export interface Context {
  deps: Deps;
  who: Guest;
  ask: Ask;
  reply: Reply;
}

/**
 * The story every request has in common, once the chat has acknowledged it: who is this → do it → answer. Every error
 * becomes a card; it never throws.
 */
export async function dispatch(
  deps: Deps,
  request: { name: string; ask: Ask; reply: Reply },
  work: (context: Context) => Promise<Card | undefined>,
): Promise<void> {
  const { name, ask, reply } = request;
  const startedAt = performance.now();
  const { platform } = ask.spot;
  const log = (outcome: string) =>
    deps.log.info({ request: name, platform, outcome, ms: Math.round(performance.now() - startedAt) }, 'answered');
  let who: Guest | undefined;
  let isDone = false;
  try {
    const card = await unlessGivenUp(deps.givingUp, async () => {
      who = await identify(deps, askerOf(ask.spot));
      if (who.blocked) throw blockedAccount();
      return work({ deps, who, ask, reply });
    });
    isDone = true;
    if (card) await (card.private ? reply.whisper(card) : reply.show(card));
    log('ok');
    deps.metrics.count('answers', { platform, outcome: 'done' });
  } catch (error) {
    if (error instanceof Failure) {
      log(error.code);
      deps.metrics.count('answers', { platform, outcome: 'refused' });
      deps.metrics.count('refusals', { platform, code: error.code });
      if (error.cause !== undefined)
        deps.log.error({ request: name, platform, code: error.code, err: error.cause }, 'request failed');
      await say(deps, reply, failureCard(error, { creditsUrl: `${deps.config.publicUrl}/credits`, asker: who }));
      return;
    }
    deps.metrics.count('answers', { platform, outcome: 'failed' });
    const reference = randomUUID().slice(0, 8);
    deps.log.error({ request: name, platform, reference, err: error }, 'request failed');
    await say(deps, reply, isDone ? unshownCard(reference) : mistakeCard(reference));
  }
}

/** This process must end, and whoever still waits is told so. What is under way may be done all the same. @throws Failure unclear */
async function unlessGivenUp<Result>(givingUp: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  if (!givingUp) return work();
  const answered = new AbortController();
  const given = new Promise<never>((_resolve, reject) => {
    givingUp.addEventListener('abort', () => reject(restarting()), { once: true, signal: answered.signal });
  });
  return Promise.race([work(), given]).finally(() => answered.abort());
}

async function say(deps: Deps, reply: Reply, card: Card) {
  try {
    await reply.whisper(card);
  } catch (err) {
    deps.log.error({ err }, 'the answer could not be shown');
  }
}
