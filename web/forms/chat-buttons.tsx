import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { platforms } from '#core/contract/platforms.ts';
import type { Chat } from '../client/auth.ts';
import { useSession } from '../client/queries.ts';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import classes from './chat-buttons.module.css';

/** A button for each chat that offers sign-in here; each leads to that chat's consent page. */
export function ChatButtons({ verb, go }: { verb: 'Continue with' | 'Connect'; go: (chat: Chat) => Promise<void> }) {
  const { data: session } = useSession();
  const going = useMutation({
    mutationFn: async (chat: Chat) => {
      await go(chat);
      // Stay pending while the browser leaves.
      await new Promise(() => {});
    },
  });
  return (
    <>
      <div className={classes.chats} data-verb={verb}>
        {(session?.signInWith ?? []).map((chat) => (
          <Button
            key={chat}
            variant="default"
            leftSection={<span className={classes.mark} data-platform={chat} aria-hidden="true" />}
            loading={going.isPending && going.variables === chat}
            disabled={going.isPending && going.variables !== chat}
            onClick={() => going.mutate(chat)}
          >
            {verb} {platforms[chat].label}
          </Button>
        ))}
      </div>
      {going.error && <ProblemAlert error={going.error} />}
    </>
  );
}
