import { TestEnvironment } from 'jest-environment-node';

/** Hands the stack of the global set-up to the tests, which run in a context of their own. */
export default class E2eEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.parleyTarget = globalThis.parleyTarget;
  }

  /** Lets a file keep evidence of a test or a hook that fails, while everything is still there. */
  async handleTestEvent(event, state) {
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    const test = event.test ?? state.currentlyRunningTest;
    await this.global.parleyTestFailed?.(test === null || test === undefined ? 'hook' : fullName(test));
  }
}

function fullName({ name, parent }) {
  return parent?.parent === undefined ? name : `${fullName(parent)} ${name}`;
}
