import { changeSettings, settings, settingsOptions } from '../commands/settings.ts';
import { defineIntent } from './define-intent.ts';

export const changeMySettings = defineIntent({
  name: 'settings',
  answer: 'form',
  form: () => ({ title: 'Your settings', submit: 'Save', options: settingsOptions, suggest: settings.suggest ?? {} }),
  submitAnswer: 'ephemeral',
  submit: (context, _args, values) => changeSettings(context, settingsOptions.parse(values)),
});
