import { type APIButtonComponent, ButtonStyle } from 'discord-api-types/v10';
import { act } from '../api.ts';
import { useDiscord } from './context.ts';

const looks: Record<ButtonStyle, string> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
};

export function Button({ button, messageId }: { button: APIButtonComponent; messageId: string }) {
  const { snapshot, attempt } = useDiscord();
  const className = `d-button ${looks[button.style]}`;
  if (button.style === ButtonStyle.Premium)
    return (
      <button type="button" className={className} disabled>
        Upgrade
      </button>
    );
  const label = (
    <>
      {button.emoji?.name && <span aria-hidden>{button.emoji.name} </span>}
      {button.label}
    </>
  );
  if (button.style === ButtonStyle.Link)
    return (
      <a className={className} href={button.url} target="_blank" rel="noreferrer">
        {label} <span aria-hidden>↗</span>
      </a>
    );
  const { custom_id: customId } = button;
  const isWaiting = snapshot.notices.some(
    (each) => each.state === 'waiting' && each.messageId === messageId && each.customId === customId,
  );
  return (
    <button
      type="button"
      className={`${className} ${isWaiting ? 'waiting' : ''}`}
      disabled={button.disabled ?? false}
      aria-busy={isWaiting}
      aria-label={button.label ? undefined : (button.emoji?.name ?? 'Button')}
      onClick={() => attempt(act.discord('click', { userId: snapshot.me.id, messageId, customId }))}
    >
      {label}
    </button>
  );
}
