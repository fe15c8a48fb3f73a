import { TestEnvironment } from 'jest-environment-node';

/** Hands the stack of the global set-up to the tests, which run in a context of their own. */
export default class E2eEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.parleyTarget = globalThis.parleyTarget;
  }
}
