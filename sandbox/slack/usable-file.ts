import type { Check } from './blocks-check.ts';
import type { Slack } from './slack.ts';

const SHOWN_IN_BLOCKS = ['image/png', 'image/jpeg', 'image/gif'];

/** Whether an image block may show this file: png, jpg or gif, in this workspace, and past its first second. */
export function fileIsUsable(slack: Slack, teamId: string): Check['fileIsUsable'] {
  return (reference) => {
    const id = typeof reference.id === 'string' ? reference.id : idInUrl(String(reference.url ?? ''));
    const file = slack.state.files.get(id);
    if (!file?.completed || file.teamId !== teamId) return false;
    return slack.state.clock.now() >= file.processedAtMs && SHOWN_IN_BLOCKS.includes(file.mimetype);
  };
}

/** `…/files-pri/T…-F…/name.png` or a permalink `…/files/U…/F…/name.png`. */
function idInUrl(url: string): string {
  return /\/files-pri\/T\w+-(F\w+)\//.exec(url)?.[1] ?? /\/files\/U\w+\/(F\w+)\//.exec(url)?.[1] ?? '';
}
