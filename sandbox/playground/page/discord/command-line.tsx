import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { act } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { Icon } from '../shared/icon.tsx';
import { type Filled, type FormValues, filledOptions, readOption, type Typeable } from './command-form.ts';
import { useDiscord } from './context.ts';
import { OptionField } from './option-field.tsx';

/** A chosen command with its options as chips: the required ones, then those that the person adds. */
export function CommandLine({ command, rest, onDone }: { command: Typeable; rest: string; onDone: () => void }) {
  const { snapshot } = useDiscord();
  const required = command.options.filter((each) => each.required).map(({ name }) => name);
  const [shown, setShown] = useState(required);
  const [values, setValues] = useState<FormValues>(required[0] && rest ? { [required[0]]: { text: rest } } : {});
  const [focused, setFocused] = useState(required[0] ?? '');
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [error, setError] = useState('');
  const line = useRef<HTMLFieldSetElement>(null);
  const optional = command.options.filter(({ name }) => !shown.includes(name));
  const first = shown[0] ?? '';

  // The focus goes to a chip that was just added, and to the first one of a command that was just chosen.
  useEffect(() => {
    line.current?.querySelector<HTMLElement>(`[data-option="${focused}"]`)?.focus();
  }, [focused]);
  useEffect(() => {
    if (!first) line.current?.focus();
  }, [first]);

  const change = (name: string, filled: Filled) => {
    setValues((before) => ({ ...before, [name]: filled }));
    setProblems(({ [name]: _, ...others }) => others);
  };
  const remove = (name: string) => {
    setShown(shown.filter((each) => each !== name));
    setValues(({ [name]: _, ...others }) => others);
    setFocused(shown[shown.indexOf(name) - 1] ?? '');
  };
  const send = async () => {
    const wrong = command.options.flatMap((option) => {
      const { problem } = readOption(option, values[option.name], snapshot);
      return problem ? [[option.name, problem] as const] : [];
    });
    setProblems(Object.fromEntries(wrong));
    if (wrong[0]) return setFocused(wrong[0][0]);
    const { me, channelId } = snapshot;
    try {
      const options = filledOptions(command, values, snapshot);
      await act.discord('command', { userId: me.id, channelId, name: command.name, options });
      onDone();
    } catch (cause) {
      setError(sentenceOf(cause));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    // On a button, Enter presses it.
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && !(event.target instanceof HTMLButtonElement))
      void send();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <fieldset
        className="d-field d-command-line"
        ref={line}
        onKeyDown={onKeyDown}
        aria-label={`The command /${command.name}`}
        tabIndex={-1}
      >
        <span className="d-command-name">/{command.name}</span>
        {shown.map((name) => {
          const option = command.options.find((each) => each.name === name);
          return option ? (
            <OptionField
              key={name}
              command={command}
              option={option}
              values={values}
              problem={problems[name]}
              isFocused={focused === name}
              onFocus={() => setFocused(name)}
              onChange={(filled) => change(name, filled)}
              onEmptied={() => (option.required ? name === first && onDone() : remove(name))}
            />
          ) : null;
        })}
        {optional.map(({ name, description }) => (
          <button
            key={name}
            type="button"
            className="d-add-option"
            title={description}
            aria-label={`Add the option ${name}: ${description}`}
            onClick={() => {
              setShown([...shown, name]);
              setFocused(name);
            }}
          >
            +{name}
          </button>
        ))}
        <button type="button" className="d-send" aria-label="Send the command" onClick={() => void send()}>
          <Icon name="send" />
        </button>
      </fieldset>
      {error && (
        <p className="d-error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
