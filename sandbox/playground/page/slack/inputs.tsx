import type { SentFile } from '../../requests.ts';
import { sentFile } from '../api.ts';
import { FilesButton } from '../shared/files-button.tsx';
import type { ElementProps } from './element-props.ts';
import { useField } from './use-field.ts';

const kinds: Record<string, string> = {
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
};

export function TextInput({ element, fieldId, describedBy, isWrong = false, label }: ElementProps) {
  const isInput = fieldId !== undefined;
  const field = useField(element, isInput);
  const initial = element.initial_value ?? element.initial_date ?? element.initial_time ?? '';
  const value = typeof field.value === 'string' ? field.value : initial;
  const common = {
    id: fieldId,
    'aria-label': isInput ? undefined : (label ?? element.placeholder?.text ?? element.action_id),
    'aria-describedby': describedBy,
    'aria-invalid': isWrong,
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
    value,
    onChange: ({ target }: { target: { value: string } }) => field.set(target.value),
  };
  if (element.multiline) return <textarea {...common} rows={3} />;
  return (
    <input
      {...common}
      type={kinds[element.type] ?? 'text'}
      step={element.type === 'number_input' && element.is_decimal_allowed ? 'any' : undefined}
      min={element.min_value}
      max={element.max_value}
      autoComplete="off"
    />
  );
}

export function FileInput({ element, label = 'Files' }: ElementProps) {
  const { surface, actionId } = useField(element, true);
  const kept = surface.form?.values[actionId];
  const files = Array.isArray(kept) ? kept.filter((each): each is SentFile => typeof each === 'object') : [];
  const most = element.max_files ?? 10;
  const add = async (picked: File[]) => {
    const sent = await Promise.all(picked.map(sentFile));
    surface.form?.change(actionId, [...files, ...sent].slice(-most));
  };
  return (
    <div className="s-files-input">
      <FilesButton
        label={`${label}: add a file`}
        className="s-button"
        multiple={most > 1}
        accept={element.filetypes?.map((each) => `.${each}`).join(',')}
        onFiles={(picked) => void add(picked)}
      >
        Add a file
      </FilesButton>
      {files.map(({ filename }, index) => (
        <span key={`${filename}-${String(index)}`}>
          {filename}{' '}
          <button
            type="button"
            aria-label={`Remove ${filename}`}
            onClick={() =>
              surface.form?.change(
                actionId,
                files.filter((_, at) => at !== index),
              )
            }
          >
            ×
          </button>
        </span>
      ))}
    </div>
  );
}
