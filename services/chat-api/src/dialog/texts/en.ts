import type { Texts } from './texts.js';

export const en: Texts = {
  tags: 'Your tags:',
  noTags: 'No open task has a tag.',
  zone: 'Times are read in {zone}.',
  zoneInSettings: 'Times are read in {zone}. Another zone is chosen in the settings.',
  saved: 'Saved. "show {name}" shows {query}.',
  saveNeedsName: 'What is the filter called? Say "/save" with a name.',
  nothingToSave: 'There is no filter to save yet. Show a list first, such as "show #home".',
};
