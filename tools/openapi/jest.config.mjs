import { preset } from '../../jest.preset.mjs';

export default { ...preset('openapi'), testTimeout: 60_000 };
