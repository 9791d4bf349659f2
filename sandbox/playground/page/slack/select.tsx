import type { SlackSnapshot } from '../../slack-snapshot.ts';
import { type Element, initialChoice, initialChoices, optionsOf } from './block-types.ts';
import { useSlack } from './context.ts';
import type { ElementProps } from './element-props.ts';
import { useField } from './use-field.ts';

interface Offered {
  text: string;
  value: string;
}

/** Selects of every kind with known options, and the overflow menu. */
export function Select({ element, fieldId, describedBy, isWrong = false, label }: ElementProps) {
  const { snapshot } = useSlack();
  const isInput = fieldId !== undefined;
  const field = useField(element, isInput);
  const isMany = element.type.startsWith('multi_');
  const isOverflow = element.type === 'overflow';
  const placeholder = element.placeholder?.text ?? (isOverflow ? '⋯' : 'Select an option');
  const initial = isMany ? initialChoices(element) : initialChoice(element);
  const value = (field.value as string | string[] | undefined) ?? initial;
  const groups = element.option_groups?.map((group) => ({
    label: group.label.text,
    options: group.options.map(shown),
  }));
  return (
    <select
      id={fieldId}
      className={`s-select ${isOverflow ? 's-overflow' : ''}`}
      aria-label={isInput ? undefined : (label ?? (isOverflow ? 'More actions' : placeholder))}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      multiple={isMany}
      value={isOverflow ? '' : value}
      onChange={({ target }) =>
        field.set(isMany ? [...target.selectedOptions].map((each) => each.value) : target.value)
      }
    >
      {!isMany && (
        <option value="" disabled>
          {placeholder}
        </option>
      )}
      {groups
        ? groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.options.map(option)}
            </optgroup>
          ))
        : offeredBy(element, snapshot).map(option)}
    </select>
  );
}

const shown = ({ text, value = '' }: { text: { text: string }; value?: string }): Offered => ({
  text: text.text,
  value,
});

const option = ({ text, value }: Offered) => (
  <option key={value} value={value}>
    {text}
  </option>
);

function offeredBy(element: Element, { team }: SlackSnapshot): Offered[] {
  if (/users_select$/.test(element.type)) return team.users.map(({ id, realName }) => ({ text: realName, value: id }));
  if (/(channels|conversations)_select$/.test(element.type))
    return team.channels.map(({ id, name }) => ({ text: `#${name}`, value: id }));
  return optionsOf(element).map(shown);
}
