export type { ParseContext } from './context.js';
export {
  emptyFilter,
  sortKeys,
  taskParts,
  taskStates,
  type Condition,
  type DueFilter,
  type Filter,
  type FilterTerm,
  type SortKey,
  type TaskState,
} from './filter/filter.js';
export { parseFilter, type ParsedFilter } from './filter/parse-filter.js';
export { foldTag, InvalidTagError, MAX_TAG_LENGTH, MAX_TAGS } from './fold-tag.js';
export { commands } from './intents/slash.js';
export { helpExamples } from './help.js';
export type { HelpExample } from './lexicon.js';
export { locales } from './locales/grammars.js';
export { parse, type ParseOptions } from './parse.js';
export * from './result.js';
export { defaultSettings, type LanguageSettings } from './settings.js';
export { sanitizeTitle } from './text/sanitize.js';
