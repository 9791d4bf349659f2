import { z } from 'zod';
import { actions, items, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { link } from '#core/chat/card/controls.ts';
import type { Text } from '#core/chat/card/text.ts';
import type { Config } from '#core/config.ts';
import { quoted } from '#core/contract/isolated.ts';
import { zipParts } from '#core/contract/project-zip.ts';
import { Failure } from '#core/failure.ts';
import { createProject } from '#core/projects/create-project.ts';
import { listProjects, type ProjectRow } from '#core/projects/list-projects.ts';
import { chooseProjectHere, projectHere } from '#core/projects/project-here.ts';
import { updateProject } from '#core/projects/update-project.ts';
import { projectZipLink } from '#core/projects/zip-link.ts';
import { counted } from '#core/words.ts';
import { defineCommand, nothingChanged } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { pageOf } from '../list-page.ts';
import { badOptions, refuseUnused } from '../parse-options.ts';
import { ownProject, suggestOwnProjects } from '../project.ts';
import { typedHere } from '../typed-here.ts';

const acts = ['list', 'create', 'use', 'leave', 'rename', 'archive', 'unarchive', 'zip'] as const;
const projectName = z.string().trim().min(1).max(80);

export const projects = defineCommand({
  name: 'projects',
  group: 'find',
  description: 'Your projects: list, create, use in this channel, rename, archive, zip',
  answer: 'ephemeral',
  refused: nothingChanged,
  options: z.object({
    what: z
      .enum(acts)
      .default('list')
      .meta({ title: 'What to do', description: 'What to do; use and leave: in this channel', kind: 'main' }),
    name: projectName.optional().meta({ description: 'Which project' }),
    to: projectName.optional().meta({ description: 'For rename: its new name' }),
  }),
  suggest: { name: suggestOwnProjects },

  async run(context, { what, name, to }): Promise<Card> {
    const { deps, who, ask } = context;
    const { userId } = who;
    const { platform } = ask.target;
    if (userId === null) throw needsAccount();
    const takesName = what !== 'list' && what !== 'leave';
    refuseUnused(what, { ...(takesName ? {} : { name }), ...(what === 'rename' ? {} : { to }) }, nothingChanged);
    if (what === 'list') return projectsCard(context);
    if (what === 'leave') {
      await chooseProjectHere(deps, { userId, channel: ask.target, projectId: null });
      return done('No project here', ['What you ask for in this channel goes into no project, unless you name one.']);
    }
    if (name === undefined) throw badOptions([`Name is missing: which project to ${what}`], undefined, nothingChanged);
    if (what === 'create') {
      await createProject(deps, userId, { name });
      return done('Created', [
        `${quoted(name)} is yours. `,
        typedHere(platform, ['projects', 'use'], { name: 'name', value: name }),
        ' puts what you ask for in this channel into it.',
      ]);
    }
    const { id, ...project } = await ownProject(context, name, { nothing: nothingChanged, canBeLeftOut: false });
    switch (what) {
      case 'use':
        await updateProject(deps, { id, userId }, { archived: false });
        await chooseProjectHere(deps, { userId, channel: ask.target, projectId: id });
        return done('In use here', [
          `What you ask for in this channel goes into ${quoted(project.name)} and takes its defaults. `,
          typedHere(platform, ['projects', 'leave']),
          ' ends it.',
        ]);
      case 'rename':
        if (to === undefined) throw badOptions(['To is missing: its new name'], undefined, nothingChanged);
        await updateProject(deps, { id, userId }, { name: to });
        return done('Renamed', [`${quoted(project.name)} is called ${quoted(to)} now.`]);
      case 'archive':
      case 'unarchive':
        await updateProject(deps, { id, userId }, { archived: what === 'archive' });
        return done(what === 'archive' ? 'Archived' : 'Back again', [
          what === 'archive'
            ? `${quoted(project.name)} is no longer suggested; its images stay. In channels that use it, what you ask for goes into no project meanwhile.`
            : `${quoted(project.name)} is suggested again.`,
        ]);
      case 'zip':
        return zipCard(await listProjects(deps, { userId, id }), deps.config);
    }
  },
});

const done = (title: string, words: Text): Card => ({ tone: 'done', title, blocks: [text(words)] });

const galleryOf = (publicUrl: string, { id }: Pick<ProjectRow, 'id'>) => `${publicUrl}/gallery?project=${id}`;

/** Those that there are. @param page from 0 @throws Failure unknown_project, for a guest */
export async function projectsCard({ deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>, page = 0): Promise<Card> {
  if (who.userId === null) throw needsAccount();
  const { platform } = ask.target;
  const [rows, here] = await Promise.all([
    listProjects(deps, { userId: who.userId }),
    projectHere(deps, who.userId, ask.target),
  ]);
  if (rows.length === 0)
    return done('No projects yet', [
      'A project collects images, and gives them its model, shape and style. ',
      typedHere(platform, ['projects', 'create'], { name: 'name', value: 'Foxes' }),
      ' begins one.',
    ]);
  const { shown, words, turning } = pageOf('projects', rows, page);
  return {
    tone: 'notice',
    title: `${counted(rows.length, 'project')}${words}`,
    blocks: [
      items(
        ...shown.map((row) => ({
          title: row.name,
          lines: [factsOf(row)],
          controls: [link('Open', galleryOf(deps.config.publicUrl, row))],
        })),
      ),
      turning,
      ...(here
        ? [note([`This channel uses ${quoted(here.name)}. `, typedHere(platform, ['projects', 'leave']), ' ends it.'])]
        : rows
            .filter(({ archivedAt }) => archivedAt === null)
            .slice(0, 1)
            .map(({ name }) =>
              note([
                typedHere(platform, ['projects', 'use'], { name: 'name', value: name }),
                ': what you ask for in this channel goes into it.',
              ]),
            )),
    ],
  };
}

const factsOf = ({ assetCount, model, size, archivedAt }: ProjectRow) =>
  [counted(assetCount, 'image'), model, size, archivedAt === null ? null : 'archived'].filter(Boolean).join(' · ');

/** As many as stand in one row of every chat, beside the page. */
const mostZips = 4;

function zipCard([project]: ProjectRow[], config: Pick<Config, 'encryptionKey' | 'publicUrl'>): Card {
  if (!project || project.assetCount === 0) return done('Nothing to download', ['This project has no images yet.']);
  const { id, name, assetCount } = project;
  const parts = zipParts(assetCount);
  const zips = Array.from({ length: Math.min(parts, mostZips) }, (_, at) =>
    parts === 1
      ? link('Download zip', projectZipLink(config, { id }))
      : link(`Download ${at + 1} of ${parts}`, projectZipLink(config, { id, part: at + 1 })),
  );
  return {
    tone: 'notice',
    title: `${counted(assetCount, 'image')} of ${quoted(name)}`,
    blocks: [
      text(
        'With a list of what each was asked for with. A link is good for a day, and for whoever has it.',
        ...(parts > mostZips ? [`It is ${parts} files; the rest is on the page.`] : []),
      ),
      actions(...zips, link('Open the project', galleryOf(config.publicUrl, project))),
    ],
  };
}

const needsAccount = () =>
  new Failure('unknown_project', {
    title: 'Projects belong to an account',
    happened: 'You are a guest here, and projects are kept with an account. Nothing was changed.',
    next: ['Type ', { command: 'link' }, ' first. It is free, and your pictures come along.'],
  });
