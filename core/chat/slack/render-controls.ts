import { type Button, type Control, eachOnce, type Link, type Menu } from '../card/controls.ts';
import { cut } from '../cut.ts';
import { encodeIntent } from '../intent.ts';
import { slackLimits } from './limits.ts';
import type { Room } from './room.ts';
import type { BlockOf } from './words.ts';

type Element = BlockOf<'actions'>['elements'][number];

export function renderControls(room: Room, controls: readonly Control[]): Array<BlockOf<'actions'>> {
  const blocks: Array<BlockOf<'actions'>> = [];
  // https://docs.slack.dev/reference/block-kit/block-elements/button-element: unique among the ids of its block.
  for (const control of eachOnce(controls)) {
    const open = blocks.at(-1);
    const isFull = open === undefined || open.elements.length === slackLimits.controlsPerBlock;
    if (room.labels < labelsOf(control) || (isFull && room.blocks === 0)) {
      room.left.add(control.type === 'menu' ? 'menu' : 'button');
      continue;
    }
    room.labels -= labelsOf(control);
    const element = renderControl(room, control);
    if (!isFull) open.elements.push(element);
    else {
      room.blocks -= 1;
      blocks.push({ type: 'actions', elements: [element] });
    }
  }
  return blocks;
}

/** What these need: labels, and blocks if they start one. */
export const costOf = (controls: readonly Control[]) => ({
  labels: controls.reduce((sum, control) => sum + labelsOf(control), 0),
  blocks: Math.ceil(controls.length / slackLimits.controlsPerBlock),
});

/** A menu has its own label and one for each choice. */
const labelsOf = (control: Control): number =>
  control.type === 'menu' ? 1 + Math.min(control.choices.length, slackLimits.menuChoices) : 1;

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });

function renderControl(room: Room, control: Control): Element {
  const index = room.controls++;
  return control.type === 'menu' ? renderMenu(room, control, index) : renderButton(control, index);
}

function renderButton(control: Button | Link, index: number): Element {
  const text = plain(cut(control.label, slackLimits.buttonLabel));
  // Slack also notifies us when a link is pressed; its id only has to be unique in the message.
  if (control.type === 'link') return { type: 'button', text, url: control.url, action_id: `url:${index}` };
  const style = control.style ? { style: control.style } : {};
  return { type: 'button', text, ...style, action_id: encodeIntent(control.does) };
}

/**
 * Each choice says by itself what it does; the menu's own id only has to be unique in the message. What is done less often goes behind the three dots of
 * an overflow menu, which holds five choices: https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element
 */
function renderMenu(room: Room, { label, isMore, ...menu }: Menu, index: number): Element {
  const choices = eachOnce(menu.choices);
  room.left.add('choice', choices.length - slackLimits.menuChoices);
  const options = choices
    .slice(0, slackLimits.menuChoices)
    .map((choice) => ({ text: plain(cut(choice.label, slackLimits.optionText)), value: encodeIntent(choice.does) }));
  const action_id = `menu:${index}`;
  if (isMore && options.length <= slackLimits.overflowChoices) return { type: 'overflow', action_id, options };
  const placeholder = plain(cut(label, slackLimits.menuLabel));
  return { type: 'static_select', action_id, placeholder, options };
}
