import sharp from 'sharp';
import type { Answer, Request } from '#sandbox/kit/serve.ts';
import type { State } from './state.ts';
import { APP_NAME } from './world.ts';

/** A letter on a colour: enough to tell people apart. */
export async function avatar(state: State, request: Request): Promise<Answer> {
  const id = (request.params.file ?? '').replace(/\.(png|svg)$/, '');
  const name = state.teams.get(state.teamOfUser.get(id) ?? '')?.users.get(id)?.realName ?? APP_NAME;
  let hue = 0;
  for (const char of name) hue = (hue * 31 + char.charCodeAt(0)) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" fill="hsl(${hue} 55% 42%)"/><text x="36" y="48" font-family="sans-serif" font-size="36" fill="#fff" text-anchor="middle">${name.charAt(0)}</text></svg>`;
  return { headers: { 'content-type': 'image/png' }, body: await sharp(Buffer.from(svg)).png().toBuffer() };
}
