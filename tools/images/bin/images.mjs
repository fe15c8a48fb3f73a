#!/usr/bin/env node
// The command is TypeScript that Node runs as it is, which needs 22.18; `npm run` brings the right Node itself.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Node ${process.versions.node} is too old to run this file directly.\n` +
      'Use the npm script, which brings its own Node: npm run images',
  );
  process.exit(1);
}
const { main } = await import('../src/main.ts');
process.exitCode = await main(process.argv.slice(2));
