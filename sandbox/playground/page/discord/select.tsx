import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import { useState } from 'react';
import type { DiscordSnapshot } from '../../discord-snapshot.ts';
import { act } from '../api.ts';
import { useDiscord } from './context.ts';

interface Offered {
  label: string;
  value: string;
  description?: string | undefined;
}

/** A single choice is sent as soon as it is made; several, when the list is closed with "Done". */
export function Select({ select, messageId }: { select: APISelectMenuComponent; messageId: string }) {
  const { snapshot, attempt } = useDiscord();
  const offered = optionsOf(select, snapshot);
  const initial =
    select.type === ComponentType.StringSelect
      ? select.options.filter((each) => each.default).map(({ value }) => value)
      : [];
  const [chosen, setChosen] = useState(initial);
  const send = (values: string[]) =>
    attempt(act.discord('click', { userId: snapshot.me.id, messageId, customId: select.custom_id, values }));
  const label = select.placeholder ?? 'Make a selection';

  if ((select.max_values ?? 1) > 1)
    return (
      <details className="d-select-many">
        <summary>
          {chosen.length > 0
            ? offered
                .filter(({ value }) => chosen.includes(value))
                .map((each) => each.label)
                .join(', ')
            : label}
        </summary>
        <fieldset>
          <legend>{label}</legend>
          {offered.map(({ label: name, value, description }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() =>
                  setChosen(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
                }
              />
              {name}
              {description && <small>{description}</small>}
            </label>
          ))}
          <button type="button" className="d-button primary" onClick={() => send(chosen)}>
            Done
          </button>
        </fieldset>
      </details>
    );
  return (
    <select
      className="d-select"
      aria-label={label}
      disabled={select.disabled ?? false}
      value={chosen[0] ?? ''}
      onChange={({ target }) => {
        setChosen([target.value]);
        send([target.value]);
      }}
    >
      <option value="" disabled>
        {label}
      </option>
      {offered.map(({ label: name, value, description }) => (
        <option key={value} value={value}>
          {description ? `${name} — ${description}` : name}
        </option>
      ))}
    </select>
  );
}

function optionsOf(select: APISelectMenuComponent, { people, guilds, guildId }: DiscordSnapshot): Offered[] {
  switch (select.type) {
    case ComponentType.StringSelect:
      return select.options.map(({ label, value, description }) => ({ label, value, description }));
    case ComponentType.UserSelect:
    case ComponentType.MentionableSelect:
      return people.map(({ id, name }) => ({ label: name, value: id }));
    case ComponentType.ChannelSelect:
      return (guilds.find(({ id }) => id === guildId)?.channels ?? []).map(({ id, name }) => ({
        label: `#${name}`,
        value: id,
      }));
    case ComponentType.RoleSelect:
      return [];
  }
}
