import { Injectable } from '@nestjs/common';

/**
 * Tells when a sidecar asks what the app subscribes to: at its own start, and when the app has become healthy again.
 * A subscription that begins "from now on" has missed what was published before.
 */
@Injectable()
export class SubscriptionSignal {
  private readonly listeners: (() => void)[] = [];

  onSubscribe(listener: () => void): void {
    this.listeners.push(listener);
  }

  raise(): void {
    for (const listener of this.listeners) listener();
  }
}
