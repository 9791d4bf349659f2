import type { Look } from '#sandbox/look/discord.ts';

/** A button by its label, with its price or without, or what a menu offers under it. */
export function findControl({ buttons, choices }: Look, label: string): { actionId: string; selected?: string } {
  const isIt = (each: { label: string }) => each.label === label || each.label.startsWith(`${label} · `);
  const button = buttons.find(isIt);
  if (button?.customId) return { actionId: button.customId };
  const choice = choices.find(isIt);
  if (choice) return { actionId: choice.customId, selected: choice.value };
  const there = [...buttons, ...choices].map((each) => each.label).join(', ');
  throw new Error(`There is no button ${label}, only ${there}`);
}
