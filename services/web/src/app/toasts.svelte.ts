import { createContext } from 'svelte';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; run(): void } | null;
}

const SHOWN_MS = 8_000;

/** One short line about what just happened; a new one replaces the old one. */
export class Toasts {
  current = $state.raw<Toast | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private count = 0;

  show(text: string, action: Toast['action'] = null): void {
    this.current = { id: ++this.count, text, action };
    this.resume();
  }

  dismiss(): void {
    clearTimeout(this.timer);
    this.current = null;
  }

  /** Stays while the person looks at it or has the focus in it. */
  hold(): void {
    clearTimeout(this.timer);
  }

  resume(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.current = null;
    }, SHOWN_MS);
  }
}

export const [getToasts, setToasts] = createContext<Toasts>();
