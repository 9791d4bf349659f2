import { escapeHtml } from '#sandbox/kit/escape-html.ts';
import { testCards } from '../money/test-cards.ts';

/** The test cards by name. No page has a field for a number. */
export function cardChoice(legend: string, chosen: string, onlySavable = false): string {
  const choices = testCards
    .filter((card) => !onlySavable || card.savable)
    .map(
      ({ id, label }) =>
        `<label><input type="radio" name="card" value="${id}" required${id === chosen ? ' checked' : ''}> ${escapeHtml(label)}</label>`,
    );
  return `<fieldset><legend>${escapeHtml(legend)}</legend>${choices.join('')}</fieldset>`;
}
