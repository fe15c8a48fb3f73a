import { DomainError } from '@parley/kernel';

/** The rule breaks RFC 5545 (section 3.3.10) or uses a part that Parley does not expand. */
export class InvalidRuleError extends DomainError {
  readonly code = 'rule.invalid';
  readonly kind = 'invalid';
}

/** RFC 5545, section 3.3.10: COUNT and UNTIL must not occur in the same rule. */
export class CountAndUntilError extends DomainError {
  readonly code = 'rule.count-and-until';
  readonly kind = 'invalid';

  constructor() {
    super('A rule ends after a number of occurrences or at a date, not both.');
  }
}

/** No occurrence exists, or none within the years that are searched. */
export class RuleNeverMatchesError extends DomainError {
  readonly code = 'rule.never-matches';
  readonly kind = 'invalid';

  constructor() {
    super('The rule has no occurrence.');
  }
}

/** Expanding the rule would take more work than one request may cost. */
export class RuleTooCostlyError extends DomainError {
  readonly code = 'rule.too-costly';
  readonly kind = 'invalid';
}

/** Two occurrences lie closer together than the shortest period allowed. */
export class RuleTooFrequentError extends DomainError {
  readonly code = 'rule.too-frequent';
  readonly kind = 'invalid';
  override readonly details: { readonly minimumMinutes: number };

  constructor(minimumMinutes: number) {
    super(`Occurrences must be at least ${minimumMinutes} minutes apart.`);
    this.details = { minimumMinutes };
  }
}

/** The name is not in the IANA time zone database. */
export class UnknownZoneError extends DomainError {
  readonly code = 'zone.unknown';
  readonly kind = 'invalid';
  override readonly details: { readonly zone: string };

  constructor(zone: string) {
    super('The time zone is not a known IANA name.');
    this.details = { zone };
  }
}

/** The text is not a civil date, a civil date and time, or an occurrence key. */
export class InvalidCivilError extends DomainError {
  readonly code = 'civil.invalid';
  readonly kind = 'invalid';
  override readonly details: { readonly civil: string };

  constructor(civil: string) {
    super('Expected YYYY-MM-DD or YYYY-MM-DDTHH:MM.');
    this.details = { civil };
  }
}
