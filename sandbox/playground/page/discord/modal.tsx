import {
  type APIModalInteractionResponseCallbackComponent,
  type APIStringSelectComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { type FormEvent, useId, useState } from 'react';
import type { OpenModal } from '../../discord-notices.ts';
import { act } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { Dialog } from '../shared/dialog.tsx';
import { useDiscord } from './context.ts';
import { Markdown } from './markdown.tsx';

type Field = APITextInputComponent | APIStringSelectComponent;

export function Modal({ interactionId, modal }: OpenModal) {
  const { snapshot, attempt } = useDiscord();
  const { me } = snapshot;
  const [values, setValues] = useState<Record<string, string>>({});
  const [error, setError] = useState('');
  const [isSending, setSending] = useState(false);
  const close = () => attempt(act.discord('close-modal', { userId: me.id }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setError('');
    try {
      await act.discord('submit-modal', { userId: me.id, interactionId, customId: modal.custom_id, values });
    } catch (cause) {
      setError(`${sentenceOf(cause)}. Something went wrong. Try again.`);
    }
    setSending(false);
  };
  return (
    <Dialog label={modal.title} className="d-modal" onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <h3>{modal.title}</h3>
        {modal.components.map((each, index) => (
          <Part
            key={String(index)}
            part={each}
            values={values}
            onChange={(name, value) => setValues({ ...values, [name]: value })}
          />
        ))}
        {error && (
          <p className="d-error" role="alert">
            {error}
          </p>
        )}
        <div className="d-modal-buttons">
          <button type="button" className="d-button plain" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="d-button primary" disabled={isSending}>
            Submit
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface PartProps {
  values: Record<string, string>;
  onChange: (customId: string, value: string) => void;
}

function Part({ part, ...rest }: PartProps & { part: APIModalInteractionResponseCallbackComponent }) {
  const { snapshot } = useDiscord();
  switch (part.type) {
    case ComponentType.ActionRow:
      return part.components.map((input) => (
        <Input key={input.custom_id} field={input} label={input.label ?? ''} {...rest} />
      ));
    case ComponentType.Label:
      if (part.component.type !== ComponentType.TextInput && part.component.type !== ComponentType.StringSelect)
        return <p className="d-error">The playground cannot show this field of the form.</p>;
      return <Input field={part.component} label={part.label} hint={part.description} {...rest} />;
    case ComponentType.TextDisplay:
      return <Markdown text={part.content} world={snapshot} />;
  }
}

function Input({
  field,
  label,
  hint,
  values,
  onChange,
}: PartProps & { field: Field; label: string; hint?: string | undefined }) {
  const id = useId();
  const { custom_id: customId } = field;
  const isRequired = field.required !== false;
  const change = ({ target }: { target: { value: string } }) => onChange(customId, target.value);
  const common = { id, required: isRequired, onChange: change };
  const value = values[customId];
  return (
    <div className="d-input">
      <label htmlFor={id}>
        {label}
        {isRequired && <span aria-hidden> *</span>}
      </label>
      {hint && <small>{hint}</small>}
      {field.type === ComponentType.StringSelect ? (
        <select {...common} value={value ?? field.options.find((each) => each.default)?.value ?? ''}>
          <option value="" disabled>
            {field.placeholder ?? 'Make a selection'}
          </option>
          {field.options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      ) : field.style === TextInputStyle.Paragraph ? (
        <textarea {...common} {...bounds(field)} rows={4} value={value ?? field.value ?? ''} />
      ) : (
        <input {...common} {...bounds(field)} autoComplete="off" value={value ?? field.value ?? ''} />
      )}
    </div>
  );
}

const bounds = ({ min_length, max_length, placeholder }: APITextInputComponent) => ({
  minLength: min_length,
  maxLength: max_length,
  placeholder,
});
