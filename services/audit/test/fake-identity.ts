import type { Daprd } from '@parley/stack';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { createServer, type Server } from 'node:http';

/** Issues tokens and answers for their keys, as identity does. */
export class FakeIdentity {
  sidecar: Daprd | undefined;

  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
  ) {}

  static async start(port: number): Promise<FakeIdentity> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' }];
    const server = createServer((request, response) => {
      const body = request.url === '/rpc/keys.list' ? { keys } : [];
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new FakeIdentity(server, privateKey);
  }

  /** Headers of a member of the workspace. */
  async headersFor(workspaceId: string): Promise<Record<string, string>> {
    const token = await new SignJWT({ wid: workspaceId, sid: 's1', role: 'owner', name: 'Ada' })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
      .setSubject('u1')
      .setIssuer('parley')
      .setAudience('parley')
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(this.key);
    return { authorization: `Bearer ${token}` };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
