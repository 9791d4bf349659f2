import { findGuest } from '#core/accounts/identify.ts';
import { noPreferences } from '#core/preferences/preferences.ts';
import { changeSettings, filledSettings, settings, settingsOptions } from '../commands/settings.ts';
import { nothingChanged } from '../define-command.ts';
import { defineIntent } from './define-intent.ts';

export const changeMySettings = defineIntent({
  name: 'settings',
  answer: 'form',
  form: () => ({
    title: 'Your settings',
    submit: 'Save',
    options: settingsOptions,
    suggest: settings.suggest ?? {},
    typedAs: 'settings',
    refused: nothingChanged,
  }),
  filled: async ({ deps, user }) => filledSettings((await findGuest(deps, user))?.prefers ?? noPreferences),
  submitAnswer: 'ephemeral',
  submit: (context, _args, values) => changeSettings(context, settingsOptions.parse(values)),
});
