import { Injectable } from '@nestjs/common';

/** Tells whoever runs imports in this process that there is one. */
@Injectable()
export class ImportSignal {
  private listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  raise(): void {
    this.listener();
  }
}
