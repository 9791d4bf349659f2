import type { Deps } from '../deps.ts';
import { sendMail } from '../mail/send-mail.ts';
import { browserName } from './browser-name.ts';

/** If an account is younger than this, the person who made it is the one signing in. */
const newForMs = 60 * 60_000;

/** Mails the owner, unless the account is new or that kind of browser is already signed in. */
export async function tellOfSignIn(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>,
  session: { id: string; userId: string; userAgent?: string | null | undefined },
): Promise<void> {
  const user = await deps.db.user.findUnique({
    where: { id: session.userId },
    include: { sessions: { where: { id: { not: session.id } }, select: { userAgent: true } } },
  });
  if (!user) return;
  const browser = browserName(session.userAgent);
  const isFirst = Date.now() - user.createdAt.getTime() < newForMs && user.sessions.length === 0;
  if (isFirst || user.sessions.some((other) => browserName(other.userAgent) === browser)) return;
  await sendMail(deps, 'new-sign-in', {
    to: user.email,
    browser,
    at: new Date().toISOString(),
    sessionsUrl: `${deps.config.publicUrl}/settings`,
  });
}
