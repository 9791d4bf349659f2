import { Composer } from './composer.tsx';
import { useSlack } from './context.ts';
import { MessageList } from './message-list.tsx';

export function Thread({ onClose }: { onClose: () => void }) {
  const { snapshot } = useSlack();
  const { thread = [] } = snapshot;
  const parent = thread[0];
  if (!parent) return null;
  return (
    <aside className="s-thread" aria-label="Thread">
      <header>
        <h3>Thread</h3>
        <button type="button" aria-label="Close the thread" onClick={onClose}>
          ×
        </button>
      </header>
      <MessageList messages={thread} label="Messages in the thread" inThread />
      <Composer key={parent.ts} placeholder="Reply…" threadTs={parent.ts} />
    </aside>
  );
}
