import { useState } from 'react';
import { act, sentFile } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { FilesButton } from '../shared/files-button.tsx';
import { Icon } from '../shared/icon.tsx';
import { SuggestionList, useSuggestions } from '../shared/suggestions.tsx';
import { Anywhere } from './anywhere.tsx';
import { useSlack } from './context.ts';

interface Completion {
  key: string;
  label: string;
  hint?: string;
  detail: string;
  /** The field's text after it was picked. */
  text: string;
}

/** A message to the app, or a slash command. */
export function Composer({ placeholder, threadTs }: { placeholder: string; threadTs?: string }) {
  const { snapshot } = useSlack();
  const { me, channelId, dmChannelId, commands, team } = snapshot;
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [error, setError] = useState('');
  const [closedAt, setClosedAt] = useState('');
  const hint = commands.find(({ command }) => text.trim() === command)?.usageHint;

  const menu = useSuggestions<Completion>({
    items: closedAt === text ? undefined : completions(text, commands),
    onPick: (item) => setText(item.text),
    onClose: () => setClosedAt(text),
  });

  const send = async () => {
    const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
    if (!text.trim() && files.length === 0) return;
    const before = text;
    setText('');
    setError('');
    try {
      const thread = threadTs === undefined ? {} : { threadTs };
      if (command) await act.slack('command', { userId: me.id, channelId, command, text: rest, ...thread });
      else {
        const said = text.trim().replaceAll('@UPixel', `<@${team.botUserId}>`);
        await act.slack('mention', {
          userId: me.id,
          channelId,
          text: said,
          files: await Promise.all(files.map(sentFile)),
          ...thread,
        });
        setFiles([]);
      }
    } catch (cause) {
      setText(before);
      setError(sentenceOf(cause));
    }
  };
  return (
    <div className="s-composer">
      {menu.isOpen && <SuggestionList {...menu.listProps} label="Commands and mentions" />}
      <div className="s-field">
        <input
          {...menu.fieldProps}
          aria-label={placeholder}
          placeholder={placeholder}
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (menu.onKey(event)) return;
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void send();
          }}
        />
        {hint && (
          <span className="s-hint" aria-hidden>
            <span>{text.trimEnd()} </span>
            {hint}
          </span>
        )}
        <div className="s-tools">
          <FilesButton
            label="Attach files"
            className="s-attach"
            multiple
            onFiles={(more) => setFiles([...files, ...more])}
          >
            +
          </FilesButton>
          <Anywhere />
          <small>
            {files.length > 0
              ? files.map(({ name }) => name).join(', ')
              : channelId === dmChannelId
                ? 'Goes to UPixel; / opens the commands'
                : 'Mentions @UPixel; / opens the commands'}
          </small>
          <button
            type="button"
            className="s-send"
            aria-label="Send"
            disabled={!text.trim() && files.length === 0}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
      {error && (
        <p className="s-problem" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function completions(
  text: string,
  commands: ReadonlyArray<{ command: string; description: string; usageHint: string }>,
): Completion[] {
  if (/^\/\S*$/.test(text))
    return (
      commands
        // A command typed in full needs no completion: Enter sends it.
        .filter(({ command }) => command !== text && command.startsWith(text.toLowerCase()))
        .map(({ command, description, usageHint }) => ({
          key: command,
          label: command,
          hint: usageHint,
          detail: description,
          text: `${command} `,
        }))
    );
  const [, before = '', started] = /^([\s\S]*(?:^|\s))@(\w*)$/.exec(text) ?? [];
  if (started === undefined || !'upixel'.startsWith(started.toLowerCase())) return [];
  return [{ key: 'UPixel', label: '@UPixel', detail: 'the app', text: `${before}@UPixel ` }];
}
