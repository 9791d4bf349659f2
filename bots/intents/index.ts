import type { IntentName } from '#core/chat/intent.ts';
import { again } from './again.ts';
import { animate } from './animate.ts';
import { cutOutAttached, describeAttached, editAttached, upscaleAttached, useAttached } from './attached.ts';
import { buy } from './buy.ts';
import { cancel } from './cancel.ts';
import type { IntentHandler } from './define-intent.ts';
import { confirmDelete, remove } from './delete.ts';
import { askDeleteMe, deleteMe, stopMyDeletion } from './delete-me.ts';
import { describeFile } from './describe-file.ts';
import { download } from './download.ts';
import { exportResult } from './export.ts';
import { getCredits } from './get-credits.ts';
import { helpAbout } from './help-about.ts';
import { historyPage, undeliveredPage } from './history-page.ts';
import { listPage } from './list-page.ts';
import { makeLike } from './make-like.ts';
import { makeWritten } from './make-written.ts';
import { imageBy, newImage } from './new-image.ts';
import { giveBack, keepOffer } from './offer.ts';
import { openCommand } from './open-command.ts';
import { keepPaletteOf, paletteOf, recolourIt } from './palette-of.ts';
import { addOne, askDeletePalette, removePalette, showPalette, usePalette } from './palettes.ts';
import { pick } from './pick.ts';
import {
  keepCandidate,
  pixelArt,
  pixelArtAttached,
  pixelate,
  pixelateAs,
  pixelFile,
  upscaleNative,
} from './pixel-art.ts';
import { placeChannels } from './place-channels.ts';
import { placeRules } from './place-rules.ts';
import { postHere } from './post-here.ts';
import { privacyAsk } from './privacy-ask.ts';
import { privacyExport } from './privacy-export.ts';
import { privacyRequests } from './privacy-requests.ts';
import { privacyStatistics } from './privacy-statistics.ts';
import { prompt } from './prompt.ts';
import { remix } from './remix.ts';
import { report } from './report.ts';
import { save, saveIn, saveNew } from './save.ts';
import { changeMySettings } from './settings.ts';
import { show } from './show.ts';
import { showWithheld } from './show-withheld.ts';
import { cutOut, describe, edit, upscale, vary } from './tools.ts';
import { undoGift } from './undo-gift.ts';
import { unlink } from './unlink.ts';
import { useReference } from './use-reference.ts';
import { workspaceData } from './workspace-data.ts';

/** The intents that do something of their own; the others do what another one does. */
export type DoneBy = Exclude<IntentName, 'agree' | 'go-on' | 'correct'>;

/** What each intent does. */
export type IntentTable = { [Name in DoneBy]: IntentHandler<Name> };

export const intents: IntentTable = {
  again,
  cancel,
  delete: remove,
  'confirm-delete': confirmDelete,
  show,
  'show-withheld': showWithheld,
  'keep-offer': keepOffer,
  'give-back': giveBack,
  'post-here': postHere,
  remix,
  prompt,
  download,
  export: exportResult,
  save,
  'save-in': saveIn,
  'save-new': saveNew,
  'use-reference': useReference,
  animate,
  pick,
  'make-written': makeWritten,
  upscale,
  vary,
  'cut-out': cutOut,
  edit,
  describe,
  'make-like': makeLike,
  'describe-file': describeFile,
  'pixel-art': pixelArt,
  pixelate,
  'pixelate-as': pixelateAs,
  'upscale-native': upscaleNative,
  'keep-candidate': keepCandidate,
  'pixel-file': pixelFile,
  report,
  'use-attached': useAttached,
  'upscale-attached': upscaleAttached,
  'cut-out-attached': cutOutAttached,
  'edit-attached': editAttached,
  'describe-attached': describeAttached,
  'pixel-art-attached': pixelArtAttached,
  unlink,
  buy,
  'get-credits': getCredits,
  'undo-gift': undoGift,
  'privacy-ask': privacyAsk,
  'privacy-statistics': privacyStatistics,
  'privacy-requests': privacyRequests,
  'ask-delete-me': askDeleteMe,
  'delete-me': deleteMe,
  'stop-deletion': stopMyDeletion,
  'privacy-export': privacyExport,
  'new-image': newImage,
  'image-by': imageBy,
  'history-page': historyPage,
  'undelivered-page': undeliveredPage,
  'list-page': listPage,
  settings: changeMySettings,
  'place-channels': placeChannels,
  'place-rules': placeRules,
  'open-command': openCommand,
  'help-about': helpAbout,
  'workspace-data': workspaceData,
  'show-palette': showPalette,
  'use-palette': usePalette,
  'ask-delete-palette': askDeletePalette,
  'delete-palette': removePalette,
  'add-palette': addOne,
  'palette-of': paletteOf,
  'keep-palette': keepPaletteOf,
  recolour: recolourIt,
};
