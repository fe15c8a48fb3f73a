const TICK_MS = 15_000;

/** The present, as the screens show it: fine enough for minutes. */
class Clock {
  now = $state.raw(new Date());

  constructor() {
    setInterval(() => {
      this.now = new Date();
    }, TICK_MS);
    // Timers sleep with the tab.
    document.addEventListener('visibilitychange', () => {
      this.now = new Date();
    });
  }
}

export const clock = new Clock();
