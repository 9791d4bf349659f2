import './form.css';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Chat } from '../client/auth.ts';
import { useSession } from '../client/queries.ts';
import { platformNames } from '../shell/platform-badge.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';

/** A button for each chat with which one can sign in here; each leads to that chat's own page, where one agrees. */
export function ChatButtons({ verb, go }: { verb: 'Continue with' | 'Connect'; go: (chat: Chat) => Promise<void> }) {
  const { data: session } = useSession();
  const going = useMutation({
    mutationFn: async (chat: Chat) => {
      await go(chat);
      // Still pending while the browser leaves.
      await new Promise(() => {});
    },
  });
  return (
    <>
      <div className="chats" data-verb={verb}>
        {(session?.signInWith ?? []).map((chat) => (
          <Button
            key={chat}
            variant="default"
            leftSection={<span className="chat-mark" data-platform={chat} aria-hidden="true" />}
            loading={going.isPending && going.variables === chat}
            disabled={going.isPending && going.variables !== chat}
            onClick={() => going.mutate(chat)}
          >
            {verb} {platformNames[chat]}
          </Button>
        ))}
      </div>
      {going.error && <ProblemAlert error={going.error} />}
    </>
  );
}
