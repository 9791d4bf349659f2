import type { Answer, Routes } from '#sandbox/kit/serve.ts';
import { renderMailbox, renderMessage } from '#sandbox/mail/pages.ts';
import type { MailStandIn } from '#sandbox/mail/start.ts';

export function mailboxRoutes(mail: MailStandIn): Routes {
  return {
    'GET /mailbox': () => htmlPage(renderMailbox(mail.messages)),
    'GET /mailbox/:id': ({ params }) => {
      const message = mail.messages.find(({ id }) => id === params.id);
      return message ? htmlPage(renderMessage(message)) : htmlPage(renderMailbox(mail.messages), 404);
    },
  };
}

const htmlPage = (body: string, status = 200): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  },
  body,
});
