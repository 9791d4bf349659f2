import type { Interaction } from '#sandbox/discord/people.ts';
import type { DiscordStandIn } from '#sandbox/discord/start.ts';

/** What Discord's client shows about an interaction before the app has answered, or because it did not. */
export interface Notice {
  id: string;
  userId: string;
  channelId: string;
  atMs: number;
  state: 'waiting' | 'failed';
  /** The sentence in red. */
  text: string;
  /** For a command: "imagine". */
  command?: string;
  /** For a button or a select: its position. */
  messageId?: string;
  customId?: string;
}

export interface OpenModal {
  interactionId: string;
  modal: Awaited<ReturnType<Interaction['modal']>>;
}

export interface Notices {
  /** Shows the interaction as waiting until it is acknowledged, and as failed if it is not. */
  watch(interaction: Interaction, from: Pick<Notice, 'command' | 'messageId' | 'customId'>): void;
  in(channelId: string, viewerId: string): Notice[];
  dismiss(noticeId: string): void;
  modalOf(userId: string): OpenModal | undefined;
  closeModal(userId: string): void;
  clear(): void;
  stop(): void;
}

/** Discord's words for a button; for a command, the stand-in rejects with Discord's words itself. */
const componentFailed = 'This interaction failed';

export function createNotices({ people }: DiscordStandIn, changed: () => void): Notices {
  const notices = new Map<string, Notice>();
  const modals = new Map<string, OpenModal>();
  const stop = people.subscribe((event) => {
    if (event.type === 'modalOpened')
      modals.set(event.userId, { interactionId: event.interactionId, modal: event.modal });
    // The next attempt replaces the last failure, as in Discord's client.
    if (event.type === 'messageDeleted') forget((notice) => notice.messageId === event.messageId);
  });

  function forget(which: (notice: Notice) => boolean) {
    for (const [id, notice] of notices) if (which(notice)) notices.delete(id);
  }

  return {
    watch(interaction, from) {
      const { id, userId, channelId, sentAtMs } = interaction;
      if (from.messageId) forget((notice) => notice.userId === userId && notice.messageId === from.messageId);
      notices.set(id, { id, userId, channelId, atMs: sentAtMs, state: 'waiting', text: '', ...from });
      changed();
      interaction.acknowledged
        .then(
          () => notices.delete(id),
          (cause: Error) => {
            const notice = notices.get(id);
            const text = from.messageId ? componentFailed : cause.message;
            if (notice) notices.set(id, { ...notice, state: 'failed', text });
          },
        )
        .finally(changed);
    },
    in: (channelId, viewerId) =>
      [...notices.values()].filter((notice) => notice.channelId === channelId && notice.userId === viewerId),
    dismiss(noticeId) {
      notices.delete(noticeId);
      changed();
    },
    modalOf: (userId) => modals.get(userId),
    closeModal(userId) {
      if (modals.delete(userId)) changed();
    },
    clear() {
      notices.clear();
      modals.clear();
    },
    stop,
  };
}
