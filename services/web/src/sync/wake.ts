/**
 * Calls back whenever the page may have missed something: every so often, when the network returns, and when
 * the person comes back to the tab. Returns how to stop it.
 */
export function onWake(everyMs: number, wake: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  const timer = setInterval(seen, everyMs);
  window.addEventListener('online', seen);
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', seen);
    document.removeEventListener('visibilitychange', seen);
  };
}
