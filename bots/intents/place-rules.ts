import { platforms } from '#core/chat/platforms.ts';
import { rulesIn } from '#core/places/rules.ts';
import { nothingChanged } from '../define-command.ts';
import {
  changePlace,
  filledRules,
  rulesOptions,
  rulesSuggest,
  rulesWithoutAdult,
  unlessAsBefore,
} from '../place/change-rules.ts';
import { defineIntent } from './define-intent.ts';

/** A form for everything else on /setup's card, with what holds. At sending the chat says whether somebody manages the place. */
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
  async filled({ deps, team }) {
    const rules = team && (await rulesIn(deps, team));
    return rules ? filledRules(rules, platforms[team.platform]) : {};
  },
  submitAnswer: 'ephemeral',
  async submit(context, _args, values) {
    const { deps, ask } = context;
    const before = ask.team && (await rulesIn(deps, ask.team));
    return changePlace(context, unlessAsBefore(rulesOptions.parse(values), before));
  },
});
