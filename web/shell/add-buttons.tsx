import { Button } from '@mantine/core';
import { platforms } from '#core/contract/platforms.ts';
import { useSession } from '../client/queries.ts';

/** To add UPixel to each chat that it can be added to; nothing if there is none. They lead through us to the chats' own pages. */
export function AddButtons({ size }: { size?: 'lg' }) {
  const { data: session } = useSession();
  return session?.addTo.map((chat, nth) => (
    <Button
      key={chat}
      component="a"
      href={`/add/${chat}`}
      variant={nth === 0 ? 'filled' : 'default'}
      {...(size && { size })}
    >
      Add to {platforms[chat].label}
    </Button>
  ));
}
