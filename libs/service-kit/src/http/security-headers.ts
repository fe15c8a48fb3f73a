import helmet from 'helmet';

/**
 * Middleware that sets the headers which keep a browser safe.
 * @param publicUrl origin under which people reach Parley. Without https, browsers are not sent there: they would
 * ask for the parts of a page, and for the site from then on, where nobody answers.
 */
export function securityHeaders(publicUrl: string): ReturnType<typeof helmet> {
  if (new URL(publicUrl).protocol === 'https:') return helmet();
  return helmet({
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    strictTransportSecurity: false,
  });
}
