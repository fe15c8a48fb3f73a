import { Injectable, Logger } from '@nestjs/common';
import { StateStore } from '@parley/dapr';
import { Clock } from '@parley/kernel';

/** What a caller may still do in this window. */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetSeconds: number;
}

interface Window {
  readonly start: number;
  /** Used here and not yet added to the shared count. */
  unreported: number;
  /** The shared count, as last heard. */
  shared: number;
  reporting: boolean;
}

export const WINDOW_SECONDS = 10;
/** Share of the limit after which a replica reports; what replicas may overshoot together, each. */
const REPORT_SHARE = 0.1;
const CALLERS_REMEMBERED = 50_000;

/**
 * Counts calls per caller in fixed windows. Replicas share one count in the state store, told in the background, so
 * that no call waits for it; while the store is away each replica counts alone.
 */
@Injectable()
export class RateLimiter {
  private readonly logger = new Logger(RateLimiter.name);
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly state: StateStore,
    private readonly clock: Clock,
  ) {}

  /** Takes one call of `caller`. @param limit calls per window */
  take(caller: string, limit: number): RateVerdict {
    const now = this.clock.now().getTime() / 1000;
    const window = this.windowOf(caller, now - (now % WINDOW_SECONDS));
    const resetSeconds = Math.max(1, Math.ceil(window.start + WINDOW_SECONDS - now));
    const used = window.shared + window.unreported;
    if (used >= limit) return { allowed: false, remaining: 0, resetSeconds };
    window.unreported += 1;
    if (window.unreported >= limit * REPORT_SHARE && !window.reporting) void this.report(caller, window);
    return { allowed: true, remaining: limit - used - 1, resetSeconds };
  }

  private windowOf(caller: string, start: number): Window {
    const known = this.windows.get(caller);
    if (known?.start === start) return known;
    if (this.windows.size >= CALLERS_REMEMBERED) this.windows.clear();
    const window = { start, unreported: 0, shared: 0, reporting: false };
    this.windows.set(caller, window);
    return window;
  }

  private async report(caller: string, window: Window): Promise<void> {
    window.reporting = true;
    const key = `rate-${caller}-${window.start}`;
    try {
      for (let attempt = 0; attempt < 5; attempt++) {
        const known = await this.state.get<number>(key);
        const added = window.unreported;
        const total = (known?.value ?? 0) + added;
        const options = { ttlSeconds: WINDOW_SECONDS * 3, ...(known && { etag: known.etag }) };
        if (!(await this.state.put(key, total, options))) continue;
        window.shared = total;
        window.unreported -= added;
        break;
      }
      window.reporting = false;
    } catch (error) {
      this.logger.warn({ msg: 'The shared rate count is out of reach; counting alone.', err: error });
      // Still marked as reporting, so that this window does not ask again.
    }
  }
}
