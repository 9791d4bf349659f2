import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { type Button, type Control, eachOnce, type Link, type Menu } from '../card/controls.ts';
import { cut } from '../cut.ts';
import { encodeIntent } from '../intent.ts';
import { discordLimits } from './limits.ts';
import type { Room } from './room.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export function renderControls(room: Room, controls: readonly Control[]): Row[] {
  // https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id: unique in the message.
  return rowsOf(eachOnce(controls, room.ids)).flatMap((row) => {
    const shown = row.slice(0, Math.max(0, room.components - 1));
    for (const { type } of row.slice(shown.length)) room.left.add(type === 'menu' ? 'menu' : 'button');
    if (shown.length === 0) return [];
    room.components -= 1 + shown.length;
    return [{ type: ComponentType.ActionRow, components: shown.map((control) => renderControl(room, control)) }];
  });
}

/** The number of components that these need. */
export const componentsOf = (controls: readonly Control[]): number =>
  rowsOf(controls).reduce((sum, row) => sum + 1 + row.length, 0);

/** A row holds five buttons, and counts as a component, too; a menu has its own row. */
function rowsOf(controls: readonly Control[]): Control[][] {
  const rows: Control[][] = [];
  for (const control of controls) {
    const last = rows.at(-1);
    const fits =
      control.type !== 'menu' && last?.[0]?.type !== 'menu' && last && last.length < discordLimits.buttonsPerRow;
    if (fits) last.push(control);
    else rows.push([control]);
  }
  return rows;
}

const renderControl = (room: Room, control: Control): APIComponentInMessageActionRow =>
  control.type === 'menu' ? renderMenu(room, control) : renderButton(control);

function renderButton(control: Button | Link): APIButtonComponent {
  const label = cut(control.label, discordLimits.buttonLabel);
  if (control.type === 'link') return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: control.url };
  const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;
  const style = control.style ? styles[control.style] : ButtonStyle.Secondary;
  return { type: ComponentType.Button, style, label, custom_id: encodeIntent(control.does) };
}

/** Each choice says by itself what it does; the menu's own id only has to be unique in the message. */
function renderMenu(room: Room, { label, ...menu }: Menu): APIStringSelectComponent {
  const choices = eachOnce(menu.choices);
  room.left.add('choice', choices.length - discordLimits.choices);
  return {
    type: ComponentType.StringSelect,
    custom_id: `menu:${room.menus++}`,
    placeholder: cut(label, discordLimits.menuLabel),
    options: choices
      .slice(0, discordLimits.choices)
      .map((choice) => ({ label: cut(choice.label, discordLimits.choiceLabel), value: encodeIntent(choice.does) })),
  };
}
