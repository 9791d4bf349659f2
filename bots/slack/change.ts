import type { BlockAction } from '@slack/bolt';
import { slackError } from '#core/chat/slack/errors.ts';
import { withPrice } from '#core/chat/slack/form.ts';
import { priceOfForm } from '../form-price.ts';
import { type BotsDeps, besideFields } from '../receive.ts';
import { guestOf } from '../who-opens.ts';
import { targetOf } from './answer.ts';
import { typingAs } from './ask.ts';
import { formMetadata, formValues } from './modal.ts';
import { originOfView } from './origin.ts';
import { askedIn } from './submitted.ts';

/** Somebody changed a field that decides what a form costs: the form says it anew. If it does not, it is told all the same once the form was sent. */
export async function onChange(
  deps: BotsDeps,
  body: BlockAction,
  view: NonNullable<BlockAction['view']>,
): Promise<void> {
  try {
    const metadata = formMetadata(view);
    const asked = metadata && askedIn(deps, metadata);
    if (!asked) return;
    const origin = originOfView(body, view);
    const target = targetOf({ ...origin, conversation: { channel: '' } });
    const asker = await typingAs(deps, target, body.enterprise?.id);
    const beside = 'intent' in metadata ? await besideFields(deps.intents, metadata.intent, asker) : {};
    const who = asked.costs && (await guestOf(asker));
    const price = await priceOfForm(asked, { ...beside, ...formValues(view) }, { ...asker, who });
    const changed = price && withPrice(view, price);
    if (!changed) return;
    // The hash of the view that they saw: an older answer must not go over a newer one.
    const change = { view_id: view.id, hash: view.hash, view: changed };
    await deps.slack.withClient(origin.teamId, (client) => client.views.update(change));
  } catch (err) {
    // They changed it again, or closed it.
    const known = ['hash_conflict', 'not_found'].includes(slackError(err) ?? '');
    if (!known) deps.log.warn({ err }, 'a form did not say its new price');
  }
}
