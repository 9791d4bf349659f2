import { note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import type { Text } from '#core/chat/card/text.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { type PolicyName, policyTitles, policyVersions } from '#core/contract/policies.ts';
import type { Deps } from '#core/deps.ts';
import type { Person, Standing } from '#core/privacy/consents/read-consent.ts';
import { dayWords } from '#core/words.ts';

type ConsentDeps = Pick<Deps, 'consents' | 'config' | 'log'>;

/** A part of a reply. */
interface Shows {
  show(card: Card): Promise<{ messageId?: string | undefined; channelId?: string | undefined }>;
  replyEphemeral(card: Card): Promise<void>;
  addEphemeral(card: Card): Promise<void>;
}

/** Adds a line about the policy and the terms to a person's first answer, and to the next one after they changed. Nothing waits for it. */
export interface Consent<Reply extends Shows> {
  /** The reply whose private cards carry the line. */
  reply: Reply;
  /** After the answer: says the line beside an answer that others see, and notes that it was said, or that the person accepts. */
  end(): Promise<void>;
}

export function beginConsent<Reply extends Shows>(
  deps: ConsentDeps,
  who: Person,
  { ask, reply }: { ask: { target: Pick<StatusTarget, 'platform' | 'workspaceId'> }; reply: Reply },
): Consent<Reply> {
  const { platform, workspaceId } = ask.target;
  const place = { platform, workspaceId: workspaceId || undefined };
  const warn = (err: unknown) => deps.log.warn({ err }, 'a line about the policy was left for later');
  const read: Promise<Standing | undefined> = deps.consents.read(who).catch((err) => void warn(err));
  let isShown = false;
  let isTold = false;

  return {
    reply: {
      ...reply,
      async show(card) {
        const at = await reply.show(card);
        isShown = true;
        return at;
      },
      async replyEphemeral(card) {
        const standing = await read;
        if (!isUntold(standing)) return reply.replyEphemeral(card);
        await reply.replyEphemeral({ ...card, blocks: [...card.blocks, note(lineOf(deps, standing))] });
        isTold = true;
      },
    },
    async end() {
      const standing = await read;
      if (standing?.at === 'told') return deps.consents.accept(who, place).catch(warn);
      if (!isUntold(standing) || !(isTold || isShown)) return;
      try {
        if (!isTold) await reply.addEphemeral(cardOf(deps, standing));
        await deps.consents.tell(who, place);
      } catch (err) {
        warn(err);
      }
    },
  };
}

type Untold = Extract<Standing, { at: 'first' | 'changed' }>;
const isUntold = (standing: Standing | undefined): standing is Untold =>
  standing?.at === 'first' || standing?.at === 'changed';

const cardOf = (deps: ConsentDeps, standing: Untold): Card => ({
  tone: 'notice',
  title: standing.at === 'first' ? 'Welcome to UPixel' : 'What you agreed to has changed',
  blocks: [text(lineOf(deps, standing))],
});

function lineOf({ config }: ConsentDeps, { at, documents }: Untold): Text {
  const linkTo = (name: PolicyName, path = '') => ({
    link: policyTitles[name].toLowerCase(),
    url: `${config.publicUrl}/${name}${path}`,
  });
  if (at === 'first') return ['By using UPixel you accept its ', linkTo('privacy'), ' and ', linkTo('terms'), '.'];
  const links = documents.flatMap((name, index) => [
    ...(index > 0 ? [' and '] : []),
    linkTo(name, `/${policyVersions[name][0]}/changes`),
  ]);
  const revised = documents.map((name) => policyVersions[name][0]).reduce((a, b) => (a > b ? a : b));
  return [`UPixel’s `, ...links, ` changed on ${dayWords(new Date(revised))}. By going on you accept that.`];
}
