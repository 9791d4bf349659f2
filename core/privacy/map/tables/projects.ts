import { byUser, deletedTable } from '../define-table.ts';
import { asLongAsAccount } from '../terms.ts';

const images = { purpose: 'images', law: 'contract', kept: asLongAsAccount } as const;

/** By what people call it; the hash says whether they have one of that name. */
const named = {
  name: { what: 'its name' },
  name_sealed: { what: 'its name, sealed', seals: 'name' },
  name_hash: { what: 'keyed hash of its name', secret: true },
} as const;

/** In what people keep their images together, and their colours. */
export const projectTables = {
  projects: deletedTable({
    about: 'a named collection of images',
    ...images,
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      ...named,
      default_model: { what: 'the model it takes' },
      default_size: { what: 'the size it takes' },
      default_format: { what: 'the type of file it takes' },
      palette_id: { what: 'the palette that it takes' },
      default_pixel: { what: 'what its pixel art takes: how many colours, a style of the model’s' },
      style: { what: 'words added to each prompt' },
      style_sealed: { what: 'words added to each prompt, sealed', seals: 'style' },
      notes: { what: 'notes about it' },
      notes_sealed: { what: 'notes about it, sealed', seals: 'notes' },
      cover_asset_id: { what: 'the image that stands for it' },
      archived_at: { what: 'when it was archived' },
      created_at: { what: 'when it was begun' },
    },
  }),
  palettes: deletedTable({
    about: 'colours that they keep under a name',
    ...images,
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      ...named,
      colours: { what: 'the colours, as numbers' },
      colour_names: { what: 'what the colours are called' },
      colour_names_sealed: { what: 'what the colours are called, sealed', seals: 'colour_names' },
      created_at: { what: 'when it was kept' },
    },
  }),
  recolourings: deletedTable({
    about: 'a project of theirs whose pictures were copied in other colours',
    ...images,
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      from_project_id: { what: 'the project' },
      to_project_id: { what: 'the project of the copies' },
      colours: { what: 'the colours before, as numbers' },
      becomes: { what: 'the colours after, as numbers' },
      asset_ids: { what: 'the images' },
      done: { what: 'how many of them were taken' },
      made: { what: 'how many copies were made' },
      left: { what: 'how many were left out, and why' },
      created_at: { what: 'when they asked for it' },
      worked_at: 'technical',
      finished_at: { what: 'when it was finished' },
      undone_at: { what: 'when they took it back' },
    },
  }),
  project_channels: deletedTable({
    about: 'a channel in which their requests go into a project',
    ...images,
    people: { owner: [byUser] },
    columns: {
      id: 'technical',
      user_id: 'technical',
      channel_hash: { what: 'keyed hash of the channel', secret: true },
      project_id: { what: 'the project' },
    },
  }),
};
