import type { Preferences as Shown } from '#core/contract/pages/preferences.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import { type FormatName, formatNames, sizeNames } from '#core/models/define-model.ts';
import { changePreferences } from '#core/preferences/change-preferences.ts';
import { noticeLabels, notices } from '#core/preferences/notices.ts';
import { noPreferences, type Preferences } from '#core/preferences/preferences.ts';
import { readPreferences } from '#core/preferences/read-preferences.ts';
import { capital } from '#core/words.ts';
import type { ApiHandlers } from '../json/router.ts';

const formatLabels: Record<FormatName, string> = {
  best: 'As the model makes it best, mostly a JPEG',
  png: 'PNG always',
};

export const preferenceHandlers = {
  async getPreferences({ deps, who }) {
    return {
      preferences: shown((await readPreferences(deps, who.user.userId)) ?? noPreferences),
      usual: { model: defaultModel.name, size: sizeNames[0], format: formatNames[0] },
      sizes: sizeNames.map((value) => ({ value, label: capital(value) })),
      formats: formatNames.map((value) => ({ value, label: formatLabels[value] })),
      notices: notices.map((value) => ({ value, label: noticeLabels[value] })),
    };
  },

  async savePreferences({ deps, who }, { body }) {
    return shown(await changePreferences(deps, who.user.userId, body));
  },
} satisfies Partial<ApiHandlers>;

/** Without what is known no more. */
const shown = ({ format, noticesOff, ...others }: Preferences): Shown => ({
  ...others,
  format: formatNames.find((each) => each === format) ?? null,
  noticesOff: notices.filter((each) => noticesOff.includes(each)),
});
