import {
  type APICheckboxGroupComponent,
  type APIFileUploadComponent,
  type APIRadioGroupComponent,
  type APIStringSelectComponent,
  type APITextInputComponent,
  type APIUserSelectComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { useId } from 'react';
import type { SentFile } from '../../requests.ts';
import { sentFile } from '../api.ts';
import { useDiscord } from './context.ts';

export type ModalField =
  | APITextInputComponent
  | APIStringSelectComponent
  | APIUserSelectComponent
  | APIFileUploadComponent
  | APIRadioGroupComponent
  | APICheckboxGroupComponent;
export type ModalValue = string | string[] | SentFile[];

interface InputProps<Field extends ModalField> {
  field: Field;
  id: string;
  value: ModalValue | undefined;
  onChange: (value: ModalValue) => void;
}

/** A form's field with its label, as Discord shows it. */
export function ModalInput({
  field,
  label,
  hint,
  ...rest
}: Omit<InputProps<ModalField>, 'id'> & { label: string; hint?: string | undefined }) {
  const id = useId();
  return (
    <div className="d-input">
      <label htmlFor={id}>
        {label}
        {field.required !== false && <span aria-hidden> *</span>}
      </label>
      {hint && <small>{hint}</small>}
      <Input field={field} id={id} {...rest} />
    </div>
  );
}

function Input({ field, ...rest }: InputProps<ModalField>) {
  const { snapshot } = useDiscord();
  switch (field.type) {
    case ComponentType.TextInput:
      return <Words field={field} {...rest} />;
    case ComponentType.StringSelect:
      return <Choice field={field} choices={field.options} {...rest} />;
    case ComponentType.UserSelect: {
      const people = snapshot.people.map(({ id, name }) => ({ label: name, value: id }));
      return <Choice field={field} choices={people} {...rest} />;
    }
    case ComponentType.FileUpload:
      return <Upload field={field} {...rest} />;
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return <Group field={field} {...rest} />;
  }
}

function Words({ field, id, value, onChange }: InputProps<APITextInputComponent>) {
  const common = {
    id,
    required: field.required !== false,
    value: typeof value === 'string' ? value : (field.value ?? ''),
    minLength: field.min_length,
    maxLength: field.max_length,
    placeholder: field.placeholder,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  if (field.style === TextInputStyle.Paragraph) return <textarea {...common} rows={4} />;
  return <input {...common} autoComplete="off" />;
}

function Choice({
  field,
  id,
  value,
  onChange,
  choices,
}: InputProps<APIStringSelectComponent | APIUserSelectComponent> & {
  choices: Array<{ label: string; value: string; default?: boolean | undefined }>;
}) {
  const before = choices.filter((each) => each.default).map((each) => each.value);
  const chosen = value === undefined ? before : [value].flat().filter((each) => typeof each === 'string');
  const isMany = (field.max_values ?? 1) > 1;
  return (
    <select
      id={id}
      required={field.required !== false}
      multiple={isMany}
      value={isMany ? chosen : (chosen[0] ?? '')}
      onChange={({ target }) => onChange([...target.selectedOptions].map((each) => each.value).filter(Boolean))}
    >
      {!isMany && (
        <option value="" disabled={field.required !== false}>
          {field.placeholder ?? 'Make a selection'}
        </option>
      )}
      {choices.map((each) => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ))}
    </select>
  );
}

/** All choices at once: one of them, or any. */
function Group({ field, id, value, onChange }: InputProps<APIRadioGroupComponent | APICheckboxGroupComponent>) {
  const before = field.options.filter((each) => each.default).map((each) => each.value);
  const chosen = value === undefined ? before : [value].flat().filter((each) => typeof each === 'string');
  const isMany = field.type === ComponentType.CheckboxGroup;
  const pick = (picked: string) => {
    if (!isMany) return onChange([picked]);
    onChange(chosen.includes(picked) ? chosen.filter((each) => each !== picked) : [...chosen, picked]);
  };
  return (
    <fieldset id={id} className="d-group">
      {field.options.map((each) => (
        <label key={each.value}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={field.custom_id}
            required={!isMany && field.required !== false}
            checked={chosen.includes(each.value)}
            onChange={() => pick(each.value)}
          />
          <span>
            {each.label}
            {each.description && <small>{each.description}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Upload({ field, id, onChange }: InputProps<APIFileUploadComponent>) {
  return (
    <input
      id={id}
      type="file"
      required={field.required !== false}
      multiple={(field.max_values ?? 1) > 1}
      onChange={({ target }) => void Promise.all([...(target.files ?? [])].map(sentFile)).then(onChange)}
    />
  );
}
