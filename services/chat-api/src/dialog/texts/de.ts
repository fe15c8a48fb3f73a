import type { Texts } from './texts.js';

export const de: Texts = {
  tags: 'Deine Schlagwörter:',
  noTags: 'Keine offene Aufgabe hat ein Schlagwort.',
  zone: 'Zeiten werden in {zone} gelesen.',
  zoneInSettings: 'Zeiten werden in {zone} gelesen. Eine andere Zone wählst du in den Einstellungen.',
  saved: 'Gespeichert. „zeige {name}“ zeigt {query}.',
  saveNeedsName: 'Wie soll der Filter heißen? Sag „/save“ mit einem Namen.',
  nothingToSave:
    'Es gibt noch keinen Filter zum Speichern. Lass dir erst eine Liste zeigen, etwa „zeige #familie“.',
};
