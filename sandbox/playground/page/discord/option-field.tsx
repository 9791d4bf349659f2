import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType as Option } from 'discord-api-types/v10';
import { useEffect, useState } from 'react';
import { act, sentFile } from '../api.ts';
import { FilesButton } from '../shared/files-button.tsx';
import { SuggestionList, useSuggestions } from '../shared/suggestions.tsx';
import {
  choicesOf,
  type Filled,
  type FormValues,
  filledOptions,
  hasAutocomplete,
  type Typeable,
} from './command-form.ts';
import { useDiscord } from './context.ts';

interface Props {
  command: Typeable;
  option: APIApplicationCommandBasicOption;
  values: FormValues;
  problem: string | undefined;
  isFocused: boolean;
  onFocus: () => void;
  onChange: (filled: Filled) => void;
  /** Called on Backspace in an empty field. */
  onEmptied: () => void;
}

/** One option as a chip: its name, and a field with its choices above. */
export function OptionField(props: Props) {
  const { option, values, problem, isFocused, onFocus, onChange, onEmptied } = props;
  const { snapshot } = useDiscord();
  const [isClosed, setClosed] = useState(false);
  const filled = values[option.name];
  const text = filled?.text ?? '';
  const { choices: offered, note } = useOffered(props);
  const items =
    isFocused && !isClosed && filled?.chosen === undefined
      ? offered?.map(({ name, value }) => ({ key: String(value), label: name, name, value }))
      : undefined;
  const menu = useSuggestions({
    items,
    onPick: ({ name, value }) => onChange({ text: name, chosen: value }),
    onClose: () => setClosed(true),
    // Typing on is as good as choosing, unless a choice is required.
    eager: choicesOf(option, snapshot) !== undefined,
  });
  const problemId = `problem-${option.name}`;

  return (
    <span className={`d-option ${problem ? 'wrong' : ''}`}>
      <span className="d-option-name">{option.name}</span>
      {option.type === Option.Attachment ? (
        <FileField {...props} />
      ) : (
        <input
          {...menu.fieldProps}
          data-option={option.name}
          aria-label={`${option.name}: ${option.description}`}
          aria-required={option.required ?? false}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? problemId : undefined}
          inputMode={option.type === Option.Integer ? 'numeric' : undefined}
          autoComplete="off"
          size={Math.max(text.length, 6)}
          value={text}
          onFocus={onFocus}
          onChange={({ target }) => {
            setClosed(false);
            onChange({ text: target.value });
          }}
          onKeyDown={(event) => {
            if (menu.onKey(event)) return;
            if (event.key === 'Backspace' && text === '') onEmptied();
          }}
        />
      )}
      {isFocused && (
        <SuggestionList
          {...menu.listProps}
          label={`Choices for ${option.name}`}
          heading={
            <>
              <strong>{option.name}</strong> {option.description}
              {note && <em> {note}</em>}
              {problem && (
                <span className="d-error" id={problemId} role="alert">
                  {' '}
                  {problem}
                </span>
              )}
            </>
          }
        />
      )}
    </span>
  );
}

function FileField({ option, values, onFocus, onChange, onEmptied }: Props) {
  const name = values[option.name]?.file?.filename;
  return (
    <span className="d-option-file">
      <FilesButton
        label={name ? `${option.name}: ${name}. Choose another file` : `${option.name}: choose a file`}
        className="d-choose-file"
        data-option={option.name}
        onFocus={onFocus}
        onFiles={([file]) => file && void sentFile(file).then((sent) => onChange({ text: file.name, file: sent }))}
      >
        {name ?? 'Choose a file…'}
      </FilesButton>
      <button type="button" aria-label={`Remove the option ${option.name}`} onClick={onEmptied}>
        ×
      </button>
    </span>
  );
}

/** Suggestions are not requested for each letter. */
const pauseMs = 150;

type Choices = Array<{ name: string; value: string | number | boolean }>;

/** What is offered until the app has answered: nothing that belongs to an earlier text. */
const loading = { choices: [], note: 'Loading options…' };

/** The fixed choices that match the text, or the app's suggestions for it. */
function useOffered({ command, option, values, isFocused }: Props): { choices: Choices | undefined; note: string } {
  const { snapshot } = useDiscord();
  const [answer, setAnswer] = useState<{ asked: string; choices: Choices; note: string }>();
  const filled = values[option.name];
  const text = filled?.text ?? '';
  const asks = hasAutocomplete(option) && isFocused && filled?.chosen === undefined;
  const { me, channelId } = snapshot;
  const others = JSON.stringify(asks ? { ...filledOptions(command, values, snapshot), [option.name]: text } : {});

  useEffect(() => {
    if (!asks) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      act
        .discord('autocomplete', {
          userId: me.id,
          channelId,
          name: command.name,
          options: JSON.parse(others),
          focused: option.name,
        })
        .then(
          ({ choices }) =>
            isCurrent &&
            setAnswer({ asked: others, choices, note: choices.length === 0 ? 'No options match your search.' : '' }),
          () => isCurrent && setAnswer({ asked: others, choices: [], note: 'Loading options failed.' }),
        );
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asks, others, me.id, channelId, command.name, option.name]);

  if (asks) return answer?.asked === others ? answer : loading;
  const fixed = choicesOf(option, snapshot);
  return { choices: fixed?.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())), note: '' };
}
