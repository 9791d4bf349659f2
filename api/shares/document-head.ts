import type { Request } from 'express';
import { isolated } from '#core/contract/isolated.ts';
import { sharedFile } from '#core/contract/pages/shares.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { refusals } from '#core/refusals.ts';
import { countLook, lookerOf } from '#core/shares/count-look.ts';
import { findShared, type Shared } from '#core/shares/find-shared.ts';
import { linkPictureSize } from '#core/shares/link-picture-size.ts';
import type { ReadSession } from '../json/router.ts';
import type { OwnHead } from '../web/documents.ts';

/** As much of a prompt as a chat shows of a title. */
const titleChars = 120;

/** What the document of a link says to browsers, chats and search engines, and how it is answered; a look at it is counted, except its owner's own. */
export function shareHead(deps: Deps, readSession: ReadSession) {
  return async (request: Request): Promise<OwnHead> => {
    const token = String(request.params.token ?? '');
    try {
      const shared = await findShared(deps, token);
      // Whoever has no session is not its owner, and a HEAD shows nothing.
      const isOwner = (await readSession(request))?.user.userId === shared.userId;
      if (request.method === 'GET' && !isOwner) await countLook(deps, shared.id, lookerOf(request.get('user-agent')));
      return headOf(deps, shared, token);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { status: refusals[error.code], title: error.title, description: error.message, isListed: false };
    }
  };
}

function headOf({ config }: Pick<Deps, 'config'>, { pictures, name, isListed }: Shared, token: string): OwnHead {
  const [first] = pictures;
  const what = pictures.length === 1 ? 'A picture' : `${pictures.length} pictures`;
  const by = name === null ? '' : ` by ${isolated(name)}`;
  const words = first?.prompt ?? null;
  // Of several it is not the words of one.
  const titled = pictures.length === 1 ? words : null;
  const described = `${what}${by}, made with UPixel`;
  return {
    title: titled === null ? described : isolated(cut(titled)),
    description: `${titled === null ? '' : `${described}. `}UPixel makes pictures in Discord and Slack: say what you want to see, and it appears in your chat.`,
    isListed,
    ...(first
      ? {
          image: {
            url: `${config.publicUrl}${sharedFile(token, first.number, 'preview')}`,
            alt: words ?? 'A picture that was made with UPixel.',
            ...linkPictureSize(first),
          },
        }
      : {}),
  };
}

const cut = (words: string) =>
  [...words].length > titleChars ? `${[...words].slice(0, titleChars - 1).join('')}…` : words;
