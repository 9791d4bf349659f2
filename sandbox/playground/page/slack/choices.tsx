import { optionsOf } from './block-types.ts';
import type { ElementProps } from './element-props.ts';
import { Text } from './mrkdwn.tsx';
import { useField } from './use-field.ts';

export function Checkboxes(props: ElementProps) {
  const { element, fieldId } = props;
  const field = useField(element, fieldId !== undefined);
  const chosen =
    (field.value as string[] | undefined) ?? (element.initial_options ?? []).map(({ value = '' }) => value);
  return (
    <Group
      {...props}
      type="checkbox"
      chosen={chosen}
      onPick={(value) =>
        field.set(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
      }
    />
  );
}

export function Radios(props: ElementProps) {
  const { element, fieldId } = props;
  const field = useField(element, fieldId !== undefined);
  const chosen = (field.value as string | undefined) ?? element.initial_option?.value ?? '';
  return <Group {...props} type="radio" chosen={[chosen]} onPick={(value) => field.set(value)} />;
}

function Group({
  element,
  fieldId,
  label = 'Options',
  type,
  chosen,
  onPick,
}: ElementProps & { type: 'checkbox' | 'radio'; chosen: string[]; onPick: (value: string) => void }) {
  return (
    <fieldset id={fieldId} className="s-choices">
      <legend className="visually-hidden">{label}</legend>
      {optionsOf(element).map(({ text, value = '', description }) => (
        <label key={value}>
          <input type={type} name={element.action_id} checked={chosen.includes(value)} onChange={() => onPick(value)} />
          <span>
            <Text text={text} />
            {description && (
              <small>
                <Text text={description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
