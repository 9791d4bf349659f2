import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AdminRequest } from '#core/contract/pages/admin-privacy.ts';
import type { Answered } from '#core/contract/pages/contract.ts';
import { call } from '../../../client/call.ts';
import confirm from '../../../shell/confirm.module.css';
import { CopyButton } from '../../../shell/copy-button.tsx';
import { Dialog } from '../../../shell/dialog.tsx';
import { Notice } from '../../../shell/notice.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import text from '../../../shell/text.module.css';
import { Time } from '../../../shell/time.tsx';
import { kindWords } from '../../settings/privacy/request-words.ts';
import { useAction } from '../use-action.ts';

/** Says what will happen, has it done, and says what to tell whoever asked. */
export function CarryOutDialog({ request, onClose }: { request: AdminRequest | undefined; onClose: () => void }) {
  return (
    <Dialog
      opened={request !== undefined}
      onClose={onClose}
      title={request ? `Carry out ${request.ticket}: ${kindWords[request.kind].toLowerCase()}` : ''}
    >
      {request && <Fields request={request} onClose={onClose} />}
    </Dialog>
  );
}

function Fields({ request, onClose }: { request: AdminRequest; onClose: () => void }) {
  const { id, kind, proof, subject } = request;
  const act = useAction();
  const deed = useMutation({
    mutationFn: () => act((actionId) => call('adminCarryOut', { params: { id }, body: { actionId } })),
  });
  if (deed.data) return <Done done={deed.data} onClose={onClose} />;
  return (
    <div className={confirm.confirm}>
      <div className={confirm.words}>
        {willHappen(kind, subject).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {proof === 'none' && (
          <Notice title="Nothing proves yet that it is theirs" tone="careful">
            Ask for a proof first, or refuse it.
          </Notice>
        )}
      </div>
      {deed.error && <ProblemAlert error={deed.error} />}
      <div className={confirm.buttons}>
        <Button variant="default" onClick={onClose} disabled={deed.isPending} data-autofocus>
          Cancel
        </Button>
        <Button {...(kind === 'delete' ? { color: 'red' } : {})} loading={deed.isPending} onClick={() => deed.mutate()}>
          Carry it out
        </Button>
      </div>
    </div>
  );
}

function willHappen(kind: AdminRequest['kind'], subject: AdminRequest['subject']): string[] {
  const isGuest = subject === 'guest';
  switch (kind) {
    case 'delete':
      return isGuest
        ? [
            'All that we know of this guest is deleted in 7 days. Until then they can stop it, in the chat or on the deletion’s page; nothing new can be made, bought, given or linked.',
            'A guest has no address. You get the link of that page, once, to hand over to whoever asked: it shows the day, stops it, and has the receipt.',
            'Bought credits are lost. If they linked to an account since, it is the account that is deleted.',
          ]
        : [
            'The account is deleted in 7 days, with all that is in it. Its address is mailed a link that stops it, and later the receipt.',
            'At once every browser is signed out, and a plan is set to end with its period. Nothing new can be made, bought, given or linked. Bought credits are lost.',
          ];
    case 'object':
      return [
        'They are left out of the statistics from now on, and what of them is not yet counted is taken out. The request is done with that.',
      ];
    case 'access':
      return isGuest
        ? [
            'A copy of their data is made. You never see it.',
            'A guest gets it in the chat alone: tell whoever asked to type /privacy there (in Slack /upixel privacy) and to press “Get a copy of my data” within 7 days.',
          ]
        : [
            'A copy of their data is made, and the account’s address is mailed a link to it, which wants a sign-in. You never see it.',
          ];
    case 'correct':
    case 'restrict':
    case 'other':
      return [];
  }
}

function Done({ done, onClose }: { done: Answered<'adminCarryOut'>; onClose: () => void }) {
  return (
    <div className={confirm.confirm}>
      <What done={done} />
      <div className={confirm.buttons}>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

function What({ done }: { done: Answered<'adminCarryOut'> }) {
  switch (done.kind) {
    case 'delete':
      return (
        <>
          <Notice title="The deletion is due" tone="good">
            It begins on <Time at={done.dueAt} as="date" />.{' '}
            {done.pageUrl === null
              ? 'The account’s address is mailed the link that stops it.'
              : 'Hand this link over to whoever asked; it is not shown again.'}
          </Notice>
          {done.pageUrl !== null && (
            <div>
              <p className={text.unbroken}>{done.pageUrl}</p>
              <CopyButton text={done.pageUrl} label="Copy the link of the deletion’s page" />
            </div>
          )}
        </>
      );
    case 'object':
      return (
        <Notice title="They are left out of the statistics" tone="good">
          The request is done. Tell whoever asked.
        </Notice>
      );
    case 'access':
      return (
        <Notice title="The copy is being made" tone="good">
          {done.goesBy === 'mail'
            ? 'The account’s address is mailed as soon as it is ready. The request ends by itself then.'
            : 'Tell whoever asked to type /privacy in the chat (in Slack /upixel privacy) and to press “Get a copy of my data” within 7 days. The request ends by itself.'}
        </Notice>
      );
  }
}
