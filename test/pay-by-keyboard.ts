import type { Page } from 'playwright-core';
import { keyboardOf } from './keyboard.ts';
import type { World } from './world.ts';

/** From the page of an offer through Stripe’s to the thanks, and on to what there is to buy. `verb`: what Stripe’s button says. */
export async function payByKeyboard({ stripe }: World, page: Page, verb: RegExp): Promise<void> {
  const keys = keyboardOf(page);
  const title = (name: string) => page.getByRole('heading', { level: 1, name });
  await keys.goTo(page.getByRole('button', { name: 'Continue to Stripe' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stripe.url}/pay/**`);
  await keys.goTo(page.getByRole('button', { name: verb }));
  await page.keyboard.press('Enter');
  await title('Thank you').waitFor();
  await keys.hears('Paid, and yours. The receipt is on its way to your mailbox.');
  await keys.press(page.getByRole('main').getByRole('link', { name: 'Billing' }), 'Enter', title('Billing'));
}
