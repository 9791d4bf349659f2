import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { project, projectDefaults, projectName, projectNotes } from './project-shapes.ts';

const byId = z.object({ id: z.uuid() });

/** A person's projects. */
export const projectEndpoints = {
  listProjects: {
    method: 'GET',
    path: '/api/projects',
    summary: 'Your projects, by name; archived ones last',
    tag: 'Projects',
    answer: z.object({ items: z.array(project) }),
  },
  createProject: {
    method: 'POST',
    path: '/api/projects',
    summary: 'A new project',
    begins: true,
    tag: 'Projects',
    body: z.object({
      name: projectName,
      defaults: projectDefaults.partial().optional(),
      notes: projectNotes.optional(),
    }),
    answer: project,
  },
  updateProject: {
    method: 'PATCH',
    path: '/api/projects/:id',
    summary: 'Renames a project, sets its defaults, notes or cover, archives it or brings it back',
    tag: 'Projects',
    params: byId,
    body: z.object({
      name: projectName.optional(),
      defaults: projectDefaults.partial().optional(),
      archived: z.boolean().optional(),
      notes: projectNotes.optional(),
      /** One of its images; null: its newest ones stand for it. */
      coverId: z.uuid().nullable().optional(),
    }),
    answer: project,
  },
  deleteProject: {
    method: 'DELETE',
    path: '/api/projects/:id',
    summary: 'Deletes a project; its images stay, in no project',
    tag: 'Projects',
    params: byId,
  },
  eraseProject: {
    method: 'POST',
    path: '/api/projects/:id/erase',
    summary: 'Deletes a project with its images and their words, here, in the store and in chat',
    tag: 'Projects',
    params: byId,
    answer: z.object({ deleted: z.int() }),
  },
} as const satisfies Record<string, Endpoint>;
