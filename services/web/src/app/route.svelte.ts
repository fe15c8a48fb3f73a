export const screens = ['conversation', 'tasks', 'reminders', 'settings'] as const;
export type Screen = (typeof screens)[number];

/** Where the person is: `#/tasks?q=…`. The hash needs nothing from the server that hands out the page. */
class Route {
  screen = $state<Screen>('conversation');
  query = $state('');

  constructor() {
    this.read();
    window.addEventListener('hashchange', () => {
      this.read();
    });
  }

  /** Shows in the address what the list is filtered by; the way back stays as short as it was. */
  showQuery(query: string): void {
    if (query === this.query) return;
    this.query = query;
    window.history.replaceState(window.history.state, '', href(this.screen, query));
  }

  private read(): void {
    const [path = '', search = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
    this.screen = screens.find((screen) => screen === path) ?? 'conversation';
    this.query = new URLSearchParams(search).get('q') ?? '';
  }
}

export const route = new Route();

/** The address of a screen. */
export function href(screen: Screen, query = ''): string {
  return `#/${screen}${query === '' ? '' : `?${new URLSearchParams({ q: query }).toString()}`}`;
}
