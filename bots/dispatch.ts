import { randomUUID } from 'node:crypto';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { type Guest, identify } from '#core/accounts/identify.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Text } from '#core/chat/card/text.ts';
import type { IntentName } from '#core/chat/intent.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Platform } from '#core/chat/platforms.ts';
import { failureCard, mistakeCard, unshownCard } from '#core/chat/present/failure.ts';
import { typedCards } from '#core/chat/present/typed-back.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { ChatPerson } from '#core/linking/person.ts';
import { restarting } from '#core/requests/lost-answer.ts';
import type { TeamHere } from '#core/teams/team-here.ts';
import type { Answer } from './answer.ts';
import { beginConsent, type Consent } from './consent.ts';
import type { ImageReference } from './fields.ts';
import { Left } from './left.ts';
import { PrivateAnswer } from './private-answer.ts';
import { checkNotBlocked, isRight } from './rights.ts';
import type { Written } from './written/written.ts';

/** What a chat tells us about a request; the same for every chat. */
export interface Ask {
  /** The chat's own id of this request. */
  key: string;
  /** Where it came from and how to answer there. */
  target: StatusTarget;
  /** Whether the chat marks the place as being for adults alone. Looked up only if it is needed; while nobody knows, it is not. */
  isAgeRestricted(): Promise<boolean>;
  /** Who asks; on Slack, somebody of another company may ask in a shared channel. */
  user: ChatUser;
  /** The channel, and of a thread also its parent; none in a direct message, which belongs to nobody's place. */
  channelIds?: readonly string[];
  /** What the chat does not let us do here or elsewhere in the place, for those who manage it. Asks the chat. */
  shortcomings?(): Promise<Text[]>;
  /** The message with the button that was pressed. */
  messageId?: string | undefined;
  /** How the chat shows the person who asks; looked up only if it is needed. */
  person(): Promise<ChatPerson>;
  /** A person has brought us along into a place that has not installed us: nothing but the tokens of requests, good for minutes, reaches it. */
  isBroughtAlong?: boolean;
  /** The server or workspace; undefined in Discord's direct messages. */
  team?: TeamHere | undefined;
  /**
   * A picture of a message that the person pointed at, by the chat's id of it; undefined if it is out of reach. Left out by a chat in which nobody
   * points at messages. @throws Failure bad_reference, if it is not theirs to use here
   */
  picture?(id: string): Promise<ImageReference | undefined>;
  /**
   * What this person wrote to us here, by the chat's id of it, as it stands there now; undefined if it is gone, or somebody else's. Left out by a chat whose
   * offers hold the words themselves.
   */
  written?(messageId: string): Promise<Written | undefined>;
  /** Puts this card in the place of a question that only they see, whose button they pressed; left out where there is none, or it goes by itself. */
  closeQuestion?(card: Card): Promise<void>;
  /**
   * Where the person alone sees what is made, and how to show it there; refusals stay where they asked.
   * @throws Failure cannot_post
   */
  alone(reply: Reply): Promise<{ target: StatusTarget; reply: Reply }>;
}

/** How a chat shows an answer. */
export interface Reply {
  /** Shows a card to everybody, or in place of the one that was pressed. Returns where the message is, if the chat tells. */
  show(card: Card): Promise<{ messageId?: string | undefined; channelId?: string | undefined }>;
  /** For an error of `show`: whether the chat has not said no, so that the card may be visible all the same. */
  mayBeShown(error: unknown): boolean;
  /** Shows a card to the person alone, and leaves nothing else behind. */
  replyEphemeral(card: Card): Promise<void>;
  /** Shows a card to the person alone, beside an answer that is shown. */
  addEphemeral(card: Card): Promise<void>;
  /** Ends the request without an answer, because the one before it has it: nothing of it stays. */
  leave(): Promise<void>;
  /** The chat has told us in advance that we may post here. If it has not, showing the status is the proof, and comes before anything that costs. */
  mayPost: boolean;
}

export interface Context {
  deps: Deps;
  who: Guest;
  ask: Ask;
  reply: Reply;
  /** What is made is shown to the person alone. */
  isPrivate: boolean;
  /** What the statistics will say of this request; work fills it in. */
  used: { model: string };
  /** The person agreed to its price where they were asked; the request's key is that of the question, which is good for one request. */
  isAgreed?: true;
}

/**
 * The steps every request has in common, once the chat has acknowledged it: not too many → who is this → do it → answer. Every error becomes a card; it never
 * throws.
 */
export async function dispatch(
  deps: Deps,
  request: {
    name: string;
    ask: Ask;
    reply: Reply;
    answer: Answer;
    /** The form that could not be opened was counted. */
    isCounted?: true | undefined;
    /** Undefined: as the person's settings say. */
    isPrivate?: boolean | undefined;
    /** What they typed, with its refusal. */
    givingBack?: ((error: unknown, platform: Platform) => unknown) | undefined;
  },
  work: (context: Context) => Promise<Card | undefined>,
): Promise<void> {
  const { name, ask, answer } = request;
  let { reply } = request;
  let consent: Consent<Reply> | undefined;
  const startedAt = performance.now();
  const used = { model: '' };
  const { platform } = ask.target;
  const log = (outcome: string) => {
    deps.log.info({ request: name, platform, outcome, ms: Math.round(performance.now() - startedAt) }, 'answered');
    count(outcome);
  };
  const count = (outcome: string) => {
    if (who) deps.usage.note({ platform, ...used, command: name, outcome, identityId: who.identityId });
  };
  let who: Guest | undefined;
  let isDone = false;
  try {
    const done = await unlessGivenUp(deps.givingUp, async () => {
      if (!request.isCounted) await deps.chatRateLimits.count(hasOwnTurn(name) ? { user: ask.user } : ask);
      who = await identify(deps, ask.user, { at: placeOf(ask) });
      // Whatever may be made follows them: read again if they changed.
      if (who.rulesAt !== undefined) deps.rules.heldAt(who.rulesAt);
      await checkNotBlocked(deps, who, { name, platform });
      consent = beginConsent(deps, who, request);
      reply = consent.reply;
      const isPrivate = request.isPrivate ?? who.prefers?.resultsFor === 'me';
      return work({ deps, who, ask, reply, isPrivate, used }).catch(privately);
    });
    isDone = true;
    if (done instanceof Left) await reply.leave();
    const isPrivate = answer === 'ephemeral' || done instanceof PrivateAnswer;
    const card = done instanceof PrivateAnswer ? done.card : done instanceof Left ? undefined : done;
    if (card) await (isPrivate ? reply.replyEphemeral(card) : reply.show(card));
    log('ok');
    deps.metrics.count('answers', { platform, outcome: 'done' });
  } catch (thrown) {
    const error = request.givingBack?.(thrown, platform) ?? thrown;
    if (error instanceof Failure) {
      log(error.code);
      deps.metrics.count('answers', { platform, outcome: 'refused' });
      deps.metrics.count('refusals', { platform, code: error.code });
      if (error.cause !== undefined)
        deps.log.error({ request: name, platform, code: error.code, err: error.cause }, 'request failed');
      const card = failureCard(error, { creditsUrl: `${deps.config.publicUrl}/credits`, asker: who });
      // What was pressed is to be pressed again, and so stays.
      const isBeside = error.code === 'too_many_requests' && answer === 'in-place' && ask.messageId !== undefined;
      await (isBeside ? saying(deps, reply.addEphemeral(card)) : say(deps, reply, card));
      for (const typed of typedCards(error, platform)) await saying(deps, reply.addEphemeral(typed));
      return;
    }
    deps.metrics.count('answers', { platform, outcome: 'failed' });
    count('failed');
    const reference = randomUUID().slice(0, 8);
    deps.log.error({ request: name, platform, reference, err: error }, 'request failed');
    await say(deps, reply, isDone ? unshownCard(reference) : mistakeCard(reference));
  } finally {
    await consent?.end();
  }
}

/** What others send is in nobody's way who uses their rights, or stops what costs. */
const hasOwnTurn = (name: string) => isRight(name) || name === ('cancel' satisfies IntentName);

/** Where it was asked, for what those who manage the place want there. */
const placeOf = ({ team, channelIds = [] }: Pick<Ask, 'team' | 'channelIds'>) => team && { place: team, channelIds };

function privately(error: unknown): PrivateAnswer | Left {
  if (error instanceof PrivateAnswer || error instanceof Left) return error;
  throw error;
}

/** Stops waiting when this process must end, and tells the person so. The work may be done all the same. @throws Failure unclear */
async function unlessGivenUp<Result>(givingUp: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  if (!givingUp) return work();
  const answered = new AbortController();
  const given = new Promise<never>((_resolve, reject) => {
    givingUp.addEventListener('abort', () => reject(restarting()), { once: true, signal: answered.signal });
  });
  return Promise.race([work(), given]).finally(() => answered.abort());
}

const say = (deps: Deps, reply: Reply, card: Card) => saying(deps, reply.replyEphemeral(card));

const saying = (deps: Deps, said: Promise<void>) =>
  said.catch((err) => deps.log.error({ err }, 'the answer could not be shown'));
