/** The command line is not understood; exit code 2. */
export class UsageError extends Error {}

/** The command was understood and not carried out; exit code 1. */
export class RefusedError extends Error {}
