/** The command line asks for what there is not. */
export class UsageError extends Error {}

/** An image could not be built; the message says why and what to do. */
export class BuildError extends Error {}
