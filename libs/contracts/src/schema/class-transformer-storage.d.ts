/** What `@Type` recorded; the package declares it for another file than the one that is run. */
declare module 'class-transformer/cjs/storage.js' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage.js';
}
