import { findGuest } from '#core/accounts/identify.ts';
import type { Suggestion } from '#core/chat/card/form.ts';
import { isolated, quoted } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { findProjectByName, nearestProject, suggestProjects } from '#core/projects/find-project.ts';
import { projectHere } from '#core/projects/project-here.ts';
import type { Asker } from './define-command.ts';
import type { Context } from './dispatch.ts';
import { typedHere } from './typed-here.ts';

/**
 * A person's project, by the name that they typed. @throws Failure unknown_project
 * @param nothing what did not happen, as a sentence; `canBeLeftOut`: the same can be asked for without a project
 */
export async function ownProject(
  { deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>,
  name: string,
  { nothing, canBeLeftOut }: { nothing: string; canBeLeftOut: boolean },
) {
  const project = who.userId === null ? null : await findProjectByName(deps, who.userId, name);
  if (project) return project;
  const near = who.userId === null ? undefined : await nearestProject(deps, who.userId, name);
  const { platform } = ask.target;
  throw new Failure('unknown_project', {
    title: 'There is no such project',
    happened: `You have no project ${quoted(name)}. ${nothing}`,
    next:
      who.userId === null
        ? ['Projects belong to an account: type ', { command: 'link' }, ' first.']
        : [
            ...(near === undefined ? [] : [`Did you mean ${isolated(near)}? `]),
            typedHere(platform, ['projects', 'list']),
            ' shows yours, and ',
            typedHere(platform, ['projects', 'create'], { name: 'name', value: name }),
            ` makes this one.${canBeLeftOut ? ' Or leave the project out.' : ''}`,
          ],
  });
}

export async function suggestOwnProjects(typed: string, { deps, user }: Asker): Promise<Suggestion[]> {
  // Whoever only types is not remembered.
  const who = await findGuest(deps, user);
  const names = who && who.userId !== null ? await suggestProjects(deps, who.userId, typed) : [];
  return names.map((name) => ({ label: name, value: name }));
}

/** The project that somebody's requests here go into; asked for only of people who have such a channel. */
export const usualProject = ({ deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>) =>
  who.usesProjects && who.userId !== null ? projectHere(deps, who.userId, ask.target) : null;
