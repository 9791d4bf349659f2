import type { SeenMessage } from '#sandbox/slack/people.ts';
import { useStickToEnd } from '../shared/stick-to-end.ts';
import { useSlack } from './context.ts';
import { beginsGroup, Message } from './message.tsx';

export function MessageList({
  messages,
  label,
  inThread = false,
}: {
  messages: readonly SeenMessage[];
  label: string;
  inThread?: boolean;
}) {
  const { snapshot } = useSlack();
  const stick = useStickToEnd(messages, `${snapshot.me.id} ${label}`);
  return (
    <div className="s-messages" role="log" aria-label={label} {...stick}>
      <ol>
        {messages.length === 0 && (
          <li className="s-welcome">
            <strong>Nothing here yet</strong>
            <span>Type / below to see what UPixel can do.</span>
          </li>
        )}
        {messages.map((message, index) => (
          <Message
            key={message.ts}
            message={message}
            isFirst={beginsGroup(message, messages[index - 1])}
            inThread={inThread}
          />
        ))}
      </ol>
    </div>
  );
}
