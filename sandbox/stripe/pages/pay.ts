import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import { paySession } from '../money/pay-session.ts';
import { cardOf } from '../money/test-cards.ts';
import { money, pricePerPeriod } from '../money/words.ts';
import type { CheckoutSession } from '../objects/stored.ts';
import type { World } from '../world.ts';
import { cardChoice } from './card-choice.ts';
import { errorBox, html, redirect } from './html.ts';

/** GET /pay/:id: what is bought, for whom, and for how much. */
export function payPage(world: World, { params }: Request): Answer {
  const session = world.objects.sessions.get(params.id ?? '');
  return session?.status === 'open' ? form(world, session) : over(session);
}

/** POST /pay/:id: Pay or Back. */
export function payForm(world: World, request: Request): Answer {
  const session = world.objects.sessions.get(request.params.id ?? '');
  if (session?.status !== 'open') return over(session);
  const fields = (request.body ?? {}) as Record<string, string>;
  if (fields.action === 'back' && session.cancel_url) return redirect(session.cancel_url);
  const card = cardOf(fields.card);
  if (!card) return form(world, session, 'Choose a test card.');
  const email = session.customer_details?.email ?? fields.email?.trim() ?? '';
  if (!email.includes('@')) return form(world, session, 'Your email is incomplete.', card.id);
  session.customer_details ??= noDetails(email);
  return answerOf(world, session, card.id, paySession(world, session, card, email));
}

/** GET /pay/:id/authenticate: the page of a 3-D Secure card's bank. */
export function authenticatePage(world: World, { params }: Request): Answer {
  const session = world.objects.sessions.get(params.id ?? '');
  if (session?.status !== 'open') return over(session);
  if (!world.objects.sessionPlans.get(session.id)?.authenticating) return redirect(`/pay/${session.id}`);
  return html(
    '3-D Secure',
    `<p>Your bank wants to know that it is you who pays ${escapeHtml(totalOf(session))}.</p>
    <form method="post"><button class="main" name="action" value="complete">Complete authentication</button>
    <button name="action" value="fail">Fail authentication</button></form>`,
  );
}

/** POST of that page. */
export function authenticateForm(world: World, request: Request): Answer {
  const session = world.objects.sessions.get(request.params.id ?? '');
  if (session?.status !== 'open') return over(session);
  const card = cardOf(world.objects.sessionPlans.get(session.id)?.authenticating ?? undefined);
  if (!card) return redirect(`/pay/${session.id}`);
  const fields = (request.body ?? {}) as Record<string, string>;
  const email = session.customer_details?.email ?? '';
  return answerOf(world, session, card.id, paySession(world, session, card, email, fields.action === 'complete'));
}

function answerOf(
  world: World,
  session: CheckoutSession,
  cardId: string,
  result: ReturnType<typeof paySession>,
): Answer {
  switch (result.kind) {
    case 'done':
      return redirect(result.url);
    case 'authenticate':
      return redirect(`/pay/${session.id}/authenticate`);
    case 'declined':
      return form(world, session, result.message, cardId);
  }
}

function form(world: World, session: CheckoutSession, message?: string, card = 'works'): Answer {
  const items = world.objects.sessionPlans.get(session.id)?.items ?? [];
  const rows = items.map(
    ({ description, quantity, price, amount_total: amount, currency }) =>
      `<tr><td>${escapeHtml(description ?? '')}${quantity === 1 ? '' : ` × ${quantity}`}${
        price?.recurring ? `<br><small>${escapeHtml(pricePerPeriod(price))}, until you cancel</small>` : ''
      }</td><td>${escapeHtml(money(amount, currency))}</td></tr>`,
  );
  const email = session.customer_details?.email;
  const subscribes = session.mode === 'subscription';
  const verb = subscribes ? 'Subscribe' : `Pay ${totalOf(session)}`;
  return html(
    subscribes ? 'Subscribe' : 'Pay',
    `${errorBox(message)}
    <table><caption class="soft">What you buy</caption><tbody>${rows.join('')}</tbody>
    <tfoot><tr><th scope="row">Total due today</th><th>${escapeHtml(totalOf(session))}</th></tr></tfoot></table>
    <form method="post" action="/pay/${session.id}">
    ${
      email
        ? `<p>For <strong>${escapeHtml(email)}</strong></p>`
        : '<label>Email <input type="email" name="email" autocomplete="email"></label>'
    }
    ${cardChoice('Test card', card)}
    <button class="main" name="action" value="pay">${escapeHtml(verb)}</button>
    ${session.cancel_url ? '<button name="action" value="back" formnovalidate>Back</button>' : ''}
    </form>`,
  );
}

const totalOf = ({ amount_total: amount, currency }: CheckoutSession) => money(amount ?? 0, currency ?? 'usd');

function over(session: CheckoutSession | undefined): Answer {
  if (!session) return html('Something went wrong', '<p>The page you were looking for could not be found.</p>', 404);
  if (session.status === 'complete') return html('You’re all done here', '<p>This payment was completed before.</p>');
  return html(
    'You’re all done here',
    `<p>This page has expired. ${
      session.cancel_url ? `<a href="${escapeHtml(session.cancel_url)}">Go back</a> to start again.` : ''
    }</p>`,
    410,
  );
}

function noDetails(email: string): NonNullable<CheckoutSession['customer_details']> {
  const nothing = { address: null, business_name: null, individual_name: null, name: null, phone: null, tax_ids: null };
  return { ...nothing, email, tax_exempt: 'none' };
}
