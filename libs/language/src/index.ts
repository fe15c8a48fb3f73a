export type { ParseContext, SavedFilter } from './context.js';
export {
  allOf,
  anyOf,
  conditionsIn,
  openUnlessSaid,
  type Condition,
  type DayRange,
  type Expression,
  type Filter,
  type SortKey,
} from './filter/filter.js';
export { filterKeys, type FilterKey } from './filter/filter-keys.js';
export { MAX_FILTER, parseFilter, type ParsedFilter } from './filter/parse-filter.js';
export { foldTag, InvalidTagError, MAX_TAG_LENGTH, MAX_TAGS } from './fold-tag.js';
export { foldName, foldText } from './fold-text.js';
export { commands } from './intents/slash.js';
export { say } from './messages.js';
export { helpExamples } from './help.js';
export type { HelpExample } from './lexicon.js';
export { locales } from './locales/grammars.js';
export { parse, type ParseOptions } from './parse.js';
export * from './result.js';
export { defaultSettings, type LanguageSettings } from './settings.js';
export { highlights, isWordStart, type Highlight } from './text/highlight.js';
export { nearWords, slipsOf } from './text/near-words.js';
export { sanitizeTitle } from './text/sanitize.js';
