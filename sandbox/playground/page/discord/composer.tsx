import { useState } from 'react';
import { act, sentFile } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { FilesButton } from '../shared/files-button.tsx';
import { SuggestionList, useSuggestions } from '../shared/suggestions.tsx';
import { type Typeable, typeableCommands } from './command-form.ts';
import { CommandLine } from './command-line.tsx';
import { useDiscord } from './context.ts';

/** The field for a message, or for a command once one was chosen from the list that `/` opens. */
export function Composer({ channelName }: { channelName: string }) {
  const { snapshot } = useDiscord();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [chosen, setChosen] = useState<{ command: Typeable; rest: string }>();
  const [error, setError] = useState('');
  const [isClosed, setClosed] = useState(false);
  const commands = typeableCommands(snapshot.commands);

  const typed = /^\/(.*)$/s.exec(text)?.[1];
  const items =
    typed === undefined || isClosed
      ? undefined
      : commands
          .filter(({ name }) => name.startsWith(typed.toLowerCase()))
          .map((command) => ({ key: command.name, command, label: `/${command.name}`, detail: command.description }));
  const choose = (command: Typeable, rest = '') => {
    setChosen({ command, rest });
    setText('');
    setError('');
  };
  const menu = useSuggestions({ items, onPick: ({ command }) => choose(command), onClose: () => setClosed(true) });

  const send = async () => {
    const { me, channelId } = snapshot;
    if (text.startsWith('/')) return setError(`There is no command ${text.split(' ')[0]}.`);
    if (!text.trim() && files.length === 0) return;
    try {
      await act.discord('say', {
        userId: me.id,
        channelId,
        content: text,
        files: await Promise.all(files.map(sentFile)),
      });
      setText('');
      setFiles([]);
      setError('');
    } catch (cause) {
      setError(sentenceOf(cause));
    }
  };

  if (chosen)
    return (
      <div className="d-composer">
        <CommandLine
          key={chosen.command.name}
          command={chosen.command}
          rest={chosen.rest}
          onDone={() => setChosen(undefined)}
        />
      </div>
    );
  return (
    <div className="d-composer">
      {items && (
        <SuggestionList
          {...menu.listProps}
          label="Commands"
          heading={items.length > 0 ? <>Commands of {snapshot.bot.name}</> : 'No command is called so.'}
        />
      )}
      <div className="d-field">
        <FilesButton
          label="Attach files"
          className="d-attach"
          multiple
          onFiles={(more) => setFiles([...files, ...more])}
        >
          +
        </FilesButton>
        <input
          {...menu.fieldProps}
          aria-label={`Message ${channelName}`}
          placeholder={`Message ${channelName}`}
          autoComplete="off"
          value={text}
          onChange={({ target }) => {
            const [, name, rest] = /^\/([\w-]+(?: [\w-]+)*?) (.*)$/s.exec(target.value) ?? [];
            const whole = commands.find((each) => each.name === name);
            setClosed(false);
            // A name and a space is as good as choosing it from the list.
            if (whole) choose(whole, rest);
            else setText(target.value);
          }}
          onKeyDown={(event) => {
            if (menu.onKey(event)) return;
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void send();
          }}
        />
      </div>
      {files.length > 0 && (
        <p className="d-chosen-files">
          {files.map(({ name }) => name).join(', ')}{' '}
          <button type="button" onClick={() => setFiles([])}>
            Remove
          </button>
        </p>
      )}
      {error && (
        <p className="d-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
