import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** More than any page has places to go to: whoever has been to all of them has not found theirs. */
const mostPlaces = 250;

/** Somebody without a pointer: they go from place to place, and each press leaves them somewhere. */
export function keyboardOf(page: Page) {
  const { keyboard } = page;

  /** Waits until the focus is there. */
  const isLedTo = (place: Locator) => place.and(page.locator(':focus')).waitFor();

  /** Goes there by Tab, back by Shift and Tab, or in a menu. */
  async function goTo(place: Locator, way: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab') {
    await expect.poll(() => place.isEnabled()).toBe(true);
    const goal = await place.elementHandle();
    for (let steps = 0; steps < mostPlaces; steps++) {
      if (await goal?.evaluate((each) => each === document.activeElement)) return;
      await keyboard.press(way);
    }
    throw new Error(`The keyboard does not lead to ${place}`);
  }

  /** Presses a key there, which leads to another place: the page's, unless it stays. */
  async function press(place: Locator, key: string, next: Locator = place) {
    await goTo(place);
    await keyboard.press(key);
    await isLedTo(next);
  }

  return {
    goTo,
    isLedTo,
    press,
    /** Types over what stands in a field. */
    async write(field: Locator, words: string) {
      await goTo(field);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.type(words);
    },
    /** Chooses in a list by its first letters. */
    async choose(list: Locator, label: string) {
      await goTo(list);
      await keyboard.type(label);
      const chosen = () => list.evaluate((each: HTMLSelectElement) => each.selectedOptions[0]?.label ?? '');
      await expect.poll(chosen).toContain(label);
      await isLedTo(list);
    },
    /** Waits until it is said to those who do not see the page. */
    hears: (words: string | RegExp) =>
      page.locator('[role="status"], [role="alert"]').filter({ hasText: words }).first().waitFor({ state: 'attached' }),
  };
}
