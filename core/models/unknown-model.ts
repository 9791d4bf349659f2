import { quoted } from '../contract/isolated.ts';
import { Failure } from '../failure.ts';
import { didYouMean } from '../nearest.ts';
import { models } from './catalogue.ts';

/** @param cost what did not happen */
export function unknownModel(name: string, cost = 'Nothing was made and nothing was taken.'): Failure {
  const names = models.map((model) => model.name);
  return new Failure('unknown_model', {
    title: 'There is no such model',
    happened: `I do not know a model ${quoted(name)}. ${cost}`,
    next: `Choose one of ${names.join(', ')}.${didYouMean(name, names)}`,
  });
}
