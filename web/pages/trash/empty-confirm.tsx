import { call } from '../../client/call.ts';
import { Confirm } from '../../shell/confirm.tsx';
import { imagesText } from '../gallery/words.ts';

interface EmptyConfirmProps {
  count: number;
  opened: boolean;
  onClose: () => void;
  onEmptied: () => unknown;
}

/** Asks before everything in the trash is deleted, and says what that means here, in chat and for the credits. */
export function EmptyConfirm({ count, opened, onClose, onEmptied }: EmptyConfirmProps) {
  const isOne = count === 1;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={`Delete ${isOne ? 'the image' : `the ${imagesText(count)}`} in the trash for good?`}
      confirmLabel="Empty trash"
      isDangerous
      onConfirm={async () => {
        await call('emptyTrash');
        await onEmptied();
      }}
    >
      {isOne ? 'It goes' : 'They go'} from our store and from the {isOne ? 'message' : 'messages'} in chat, for
      everybody. This cannot be undone. What was paid for {isOne ? 'it' : 'them'} stays spent.
    </Confirm>
  );
}
