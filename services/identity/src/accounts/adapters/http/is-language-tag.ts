import { buildMessage, ValidateBy } from 'class-validator';

/** Checks for a well-formed BCP 47 language tag of at most 35 characters (RFC 5646, section 4.4.1). */
export function IsLanguageTag(): PropertyDecorator {
  return ValidateBy({
    name: 'isLanguageTag',
    validator: {
      validate: isLanguageTag,
      defaultMessage: buildMessage((prefix) => `${prefix}$property must be a BCP 47 language tag`),
    },
  });
}

function isLanguageTag(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 35) return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}
