import type { Asset } from '#core/contract/shapes.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import { platformNames } from '../../shell/platform-badge.tsx';

/** What to type in chat to make it again, the chat first in which it was asked. */
export function UseAgain({ asset: { useAgain, place } }: { asset: Asset }) {
  const chats = place.platform === 'discord' ? (['discord', 'slack'] as const) : (['slack', 'discord'] as const);
  return (
    <section className="asset-part" aria-labelledby="again">
      <h2 id="again">Use again in chat</h2>
      {chats.map((chat) => (
        <div className="asset-words" key={chat}>
          <h3>{platformNames[chat]}</h3>
          <CopyButton text={useAgain[chat]} label={`Copy the words for ${platformNames[chat]}`} />
          <code className="unbroken">{useAgain[chat]}</code>
        </div>
      ))}
      {useAgain.note && <p className="small">{useAgain.note}</p>}
    </section>
  );
}
