import { z } from 'zod';
import { ErasureKind } from '../../../prisma/generated/client.ts';
import { platformIds } from '../../chat/platforms.ts';
import type { Deps } from '../../deps.ts';
import { ImageProviderError } from '../../ports/image-provider.ts';
import { listErasure } from './erased-list.ts';

type StepDeps = Pick<Deps, 'keys' | 'keyStorage' | 'storage' | 'provider' | 'payments' | 'messengers'>;
/** refused: the other side says for good that it will not. */
export type StepOutcome = 'done' | 'refused';

const id = z.string().min(1);
const target = z.object({
  platform: z.enum(platformIds),
  workspaceId: z.string(),
  channelId: z.string(),
  isPrivate: z.boolean().optional(),
  threadId: z.string().optional(),
  userId: z.string(),
  fileLimit: z.int(),
  replyToken: z.string().optional(),
  replyExpiresAt: z.coerce.date().optional(),
});

interface Step<About extends z.ZodType> {
  about: About;
  run(deps: StepDeps, about: z.output<About>): Promise<StepOutcome>;
}
const step = <About extends z.ZodType>(definition: Step<About>): Step<About> => definition;
const then = async (work: Promise<unknown>): Promise<StepOutcome> => {
  await work;
  return 'done';
};

/** Everything outside the database that an erasure reaches, in this order; each may be done twice. */
export const steps = {
  /** Before all others: from then on no older copy of the database brings the person back. */
  listed: step({
    about: z.object({ erasureId: id, kind: z.enum(ErasureKind), subject: id }),
    run: ({ keyStorage }, about) => then(listErasure({ keyStorage }, about)),
  }),
  /** Reaches every copy at once. */
  key: step({
    about: z.object({ ids: z.array(id) }),
    run: ({ keys }, { ids }) => then(keys.destroy(ids)),
  }),
  file: step({
    about: z.object({ keys: z.array(id) }),
    run: ({ storage }, { keys }) => then(storage.delete(keys)),
  }),
  prediction: step({
    about: z.object({ externalId: id }),
    run: ({ provider }, { externalId }) =>
      then(
        provider.cancel(externalId).catch((error: unknown) => {
          if (!(error instanceof ImageProviderError) || error.code !== 'not_found') throw error;
        }),
      ),
  }),
  upload: step({
    about: z.object({ url: id }),
    run: ({ provider }, { url }) => then(provider.deleteUpload(url)),
  }),
  checkout: step({
    about: z.object({ sessionId: id }),
    run: ({ payments }, { sessionId }) => then(payments.expireCheckout(sessionId)),
  }),
  plan: step({
    about: z.object({ stripeId: id }),
    run: ({ payments }, { stripeId }) => then(payments.cancelSubscription(stripeId)),
  }),
  /** A team's plan ends with the period that is paid. */
  team_plan: step({
    about: z.object({ stripeId: id }),
    run: ({ payments }, { stripeId }) => then(payments.endPlanLater(stripeId, true)),
  }),
  customer_fields: step({
    about: z.object({ customerId: id }),
    run: ({ payments }, { customerId }) => then(payments.blankCustomer(customerId)),
  }),
  /** Of a team's wallet: it stays while the plan does, in the name of another payer if there is one. */
  team_customer: step({
    about: z.object({ customerId: id, email: z.string().nullable() }),
    async run({ payments }, { customerId, email }) {
      await payments.blankCustomer(customerId);
      if (email !== null) await payments.updateCustomer({ id: customerId, email });
      return 'done';
    },
  }),
  customer: step({
    about: z.object({ customerId: id }),
    run: ({ payments }, { customerId }) => then(payments.deleteCustomer(customerId)),
  }),
  message: step({
    about: z.object({ target, messageId: id, uploads: z.array(z.string()) }),
    async run({ messengers }, { target: sealed, messageId, uploads }) {
      const { threadId, replyToken, replyExpiresAt, isPrivate, ...place } = sealed;
      const to = {
        ...place,
        ...(threadId === undefined ? {} : { threadId }),
        ...(isPrivate === undefined ? {} : { isPrivate }),
        ...(replyToken === undefined ? {} : { replyToken }),
        ...(replyExpiresAt === undefined ? {} : { replyExpiresAt }),
      };
      return (await messengers[to.platform].remove(to, { messageId, uploads })) ? 'done' : 'refused';
    },
  }),
  /** What a chat keeps for them beside messages. */
  home: step({
    about: z.object({ platform: z.enum(platformIds), workspaceId: z.string(), userId: id }),
    run: async ({ messengers }, { platform, ...person }) =>
      (await messengers[platform].forgetPerson(person)) ? 'done' : 'refused',
  }),
  /** One whose place cannot be read any more: nobody but whoever sees it can remove it, and the receipt says so. */
  lost_message: step({
    about: z.object({ platform: z.enum(platformIds) }),
    run: async () => 'refused',
  }),
} as const;

export type StepKind = keyof typeof steps;
export type StepAbout<Kind extends StepKind> = z.input<(typeof steps)[Kind]['about']>;
export type NewStep = { [Kind in StepKind]: { kind: Kind; about: StepAbout<Kind> } }[StepKind];
export const stepKinds = Object.keys(steps) as StepKind[];
export const isStepKind = (text: string): text is StepKind => text in steps;

/** @throws whatever may pass */
export function runStep(deps: StepDeps, kind: StepKind, about: unknown): Promise<StepOutcome> {
  const { about: shape, run } = steps[kind] as Step<z.ZodType>;
  return run(deps, shape.parse(about));
}
