import type { FileType, MovingForm } from './shapes.ts';

/** The picture itself, or a small version of it. */
export const pictureKinds = ['image', 'thumbnail', 'large-thumbnail'] as const;
export type PictureKind = (typeof pictureKinds)[number];
/** What whoever it is shown to may see as well: an animation, as a GIF. */
export const shownKinds = [...pictureKinds, 'moving'] as const;
export type ShownKind = (typeof shownKinds)[number];

/** Outside the JSON contract, with the same session and the same ownership rules. */
export const plainPaths = {
  /** The picture, or a small version of it; `?download` for a file with a name. */
  file: (assetId: string, kind: PictureKind) => `/files/assets/${assetId}/${kind}`,
  /** The image as another type of file, made of it at that moment. */
  converted: (assetId: string, to: FileType) => `/files/assets/${assetId}/image?as=${to}`,
  /** The frames of an image as a GIF to look at; or as another file of its own size, made of it at that moment. */
  moving: (assetId: string, as?: MovingForm) => `/files/assets/${assetId}/moving${as === undefined ? '' : `?as=${as}`}`,
  /** The same of what its owner shows to a team. */
  teamFile: (teamId: string, assetId: string, kind: ShownKind) => `/files/teams/${teamId}/${assetId}/${kind}`,
  /** As it was made, for whoever has the signed link; `?download` for a file with a name. */
  original: (assetId: string) => `/files/originals/${assetId}`,
  /** A picture of what a model makes, for everybody. */
  example: (model: string) => `/files/examples/${model}`,
  /** A picture of colours, for everybody; `colours`: six digits of hex for each. */
  swatch: (colours: string) => `/files/swatches/${colours}.png`,
  /** A picture that a model was asked to describe, for whoever has the signed link. */
  described: (generationId: string) => `/files/described/${generationId}`,
  /** Where a picture to start from is sent, as it is, in the body of a POST; and where its owner sees it. */
  references: '/files/references',
  reference: (uploadId: string) => `/files/references/${uploadId}`,
  /** A picture that an earlier request began with: the first, second or third. */
  requestReference: (generationId: string, number: number) => `/files/references/${generationId}/${number}`,
  avatar: (identityId: string) => `/files/avatars/${identityId}`,
  zip: '/files/zip',
  /** Pixel art as files for a program, for whoever has the signed link. */
  art: '/files/art',
  /** The images of a project, for its owner or whoever has the signed link; `?part=2` for the next ones, if there are more than go into one. */
  projectZip: (projectId: string) => `/files/projects/${projectId}/zip`,
  exportPart: (exportId: string, number: number) => `/files/exports/${exportId}/${number}`,
  ledgerCsv: '/api/ledger.csv',
  /** For operators. */
  registerCsv: '/api/admin/privacy.csv',
  /** Server-sent events: see `liveEvent`. */
  events: '/api/events',
  openApi: '/api/openapi.json',
  apiDocs: '/api/docs',
} as const;
