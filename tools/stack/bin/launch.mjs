/**
 * Runs a command in TypeScript that Node takes as it is, which needs 22.18.
 * @param {() => Promise<{ main(args: string[]): Promise<number> }>} load
 * @param {string} hint what to do where Node is older
 */
export async function launch(load, hint) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18)) {
    console.error(`Node ${process.versions.node} is too old to run this file directly.\n${hint}`);
    process.exit(1);
  }
  const { main } = await load();
  process.exitCode = await main(process.argv.slice(2));
}
