import { Controller, Get, HttpCode, Inject, Optional, Res } from '@nestjs/common';
import { SidecarClient } from '@parley/dapr';
import { Transactions } from '@parley/persistence';
import { Public } from '../auth/principal.js';
import { Lifecycle } from '../bootstrap/lifecycle.js';

interface Response {
  status(code: number): void;
}

/** Liveness says that the process runs; readiness, that it can do its work. */
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly sidecar: SidecarClient,
    @Optional() @Inject(Transactions) private readonly transactions?: Transactions,
  ) {}

  @Get('livez')
  @HttpCode(200)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Record<string, unknown>> {
    const checks = {
      accepting: !this.lifecycle.isStopping,
      sidecar: await this.sidecar.isHealthy(),
      database: await this.databaseAnswers(),
    };
    const ready = Object.values(checks).every(Boolean);
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }

  private async databaseAnswers(): Promise<boolean> {
    if (!this.transactions) return true;
    return this.transactions.root.$queryRaw`SELECT 1`.then(
      () => true,
      () => false,
    );
  }
}
