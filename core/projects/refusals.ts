import { quoted } from '../contract/isolated.ts';
import { Failure } from '../failure.ts';
import { models } from '../models/catalogue.ts';
import { sizeNames } from '../models/define-model.ts';
import { didYouMean } from '../nearest.ts';
import { notFound } from '../not-found.ts';
import { maxProjects } from './limits.ts';

export const noSuchProject = () => notFound('There is no such project');

export const nameTaken = (name: string) =>
  new Failure('name_taken', {
    title: 'You have a project of that name',
    happened: `One of your projects is called ${quoted(name)} already. Nothing was changed.`,
    next: 'Choose another name.',
  });

export const tooManyProjects = () =>
  new Failure('too_many_projects', {
    title: 'That is a lot of projects',
    happened: `You have ${maxProjects} projects, which is as many as there can be. Nothing was changed.`,
    next: 'Delete one that you do not need any more; its images stay.',
  });

const modelNames = models.map(({ name }) => name);

export const unknownModel = (name: string) =>
  new Failure('unknown_model', {
    title: 'There is no such model',
    happened: `We do not know a model ${quoted(name)}. Nothing was changed.`,
    next: `Choose one of ${modelNames.join(', ')}.${didYouMean(name, modelNames)}`,
  });

export const unknownSize = (name: string) =>
  new Failure('unknown_size', {
    title: 'There is no such size',
    happened: `We do not know a size ${quoted(name)}. Nothing was changed.`,
    next: `Choose one of ${sizeNames.join(', ')}, or pixels that a model draws, such as 64x64.${didYouMean(name, sizeNames)}`,
  });
