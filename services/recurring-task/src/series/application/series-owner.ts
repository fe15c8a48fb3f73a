import type { AdvanceSeriesRequest } from '@parley/contracts';

/** The service that owns series and makes their occurrences. */
export abstract class SeriesOwner {
  /**
   * Asks for an occurrence, or says that there is none. Asking twice makes one.
   * @throws DomainError of kind `unavailable` when it must be asked again
   */
  abstract advance(request: AdvanceSeriesRequest): Promise<void>;
}
