import type { Asset } from '#core/contract/pages/shapes.ts';
import { platformIds, platforms } from '#core/contract/platforms.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import text from '../../shell/text.module.css';
import part from './part.module.css';
import classes from './use-again.module.css';

/** What to type in chat to make it again, starting with the chat in which it was requested. */
export function UseAgain({ useAgain, place }: { useAgain: NonNullable<Asset['useAgain']>; place: Asset['place'] }) {
  const first = place?.platform;
  const chats = [...(first ? [first] : []), ...platformIds.filter((platform) => platform !== first)];
  return (
    <section className={part.part} aria-labelledby="again">
      <h2 id="again">Use again in chat</h2>
      {chats.map((chat) => (
        <div className={classes.words} key={chat}>
          <h3>{platforms[chat].label}</h3>
          <CopyButton text={useAgain[chat]} label={`Copy the words for ${platforms[chat].label}`} />
          <code className={text.unbroken}>{useAgain[chat]}</code>
        </div>
      ))}
      {useAgain.note && <p className={text.small}>{useAgain.note}</p>}
    </section>
  );
}
