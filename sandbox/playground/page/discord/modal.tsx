import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { type FormEvent, useState } from 'react';
import type { OpenModal } from '../../discord-notices.ts';
import { act } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { Dialog } from '../shared/dialog.tsx';
import { useDiscord } from './context.ts';
import { Markdown } from './markdown.tsx';
import { type ModalField, ModalInput, type ModalValue } from './modal-field.tsx';

export function Modal({ interactionId, modal }: OpenModal) {
  const { snapshot, attempt } = useDiscord();
  const { me } = snapshot;
  const [values, setValues] = useState<Record<string, ModalValue>>({});
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
  values: Record<string, ModalValue>;
  onChange: (customId: string, value: ModalValue) => void;
}

function Part({ part, values, onChange }: PartProps & { part: APIModalInteractionResponseCallbackComponent }) {
  const { snapshot } = useDiscord();
  const input = (field: ModalField, label: string, hint?: string) => (
    <ModalInput
      key={field.custom_id}
      field={field}
      label={label}
      hint={hint}
      value={values[field.custom_id]}
      onChange={(value) => onChange(field.custom_id, value)}
    />
  );
  switch (part.type) {
    case ComponentType.ActionRow:
      return part.components.map((field) => input(field, field.label ?? ''));
    case ComponentType.Label:
      if (!isShown(part.component))
        return <p className="d-error">The playground cannot show this field of the form.</p>;
      return input(part.component, part.label, part.description);
    case ComponentType.TextDisplay:
      return <Markdown text={part.content} world={snapshot} />;
  }
}

const isShown = (field: APIComponentInLabel): field is ModalField =>
  [
    ComponentType.TextInput,
    ComponentType.StringSelect,
    ComponentType.UserSelect,
    ComponentType.FileUpload,
    ComponentType.RadioGroup,
    ComponentType.CheckboxGroup,
  ].includes(field.type);
