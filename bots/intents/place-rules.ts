import { nothingChanged } from '../parse-options.ts';
import { changePlace, rulesOptions, rulesSuggest, rulesWithoutAdult } from '../place/change-rules.ts';
import { defineIntent } from './define-intent.ts';

/** A form for everything else on /setup's card. What is left empty stays as it is. */
export const placeRules = defineIntent({
  name: 'place-rules',
  answer: 'form',
  form: ({ adult }) => ({
    title: 'UPixel here',
    typedAs: 'setup',
    refused: nothingChanged,
    submit: 'Save',
    options: adult === 'yes' ? rulesOptions : rulesWithoutAdult,
    suggest: rulesSuggest,
  }),
  submitAnswer: 'ephemeral',
  submit: (context, _args, values) => changePlace(context, rulesOptions.parse(values)),
});
