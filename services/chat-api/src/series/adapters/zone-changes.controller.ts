import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { accountMovedV1, AccountMovedV1 } from '@parley/contracts';
import { OnEvent } from '@parley/dapr';
import { MoveZone } from '../application/move-zone.js';

/** People who chose another time zone. */
@Controller()
export class ZoneChangesController {
  constructor(private readonly moveZone: MoveZone) {}

  /** What has moved is not moved again, so the event may come twice. */
  @OnEvent(accountMovedV1)
  async moved(@Payload() { userId, workspaceId, zone }: AccountMovedV1): Promise<void> {
    await this.moveZone.execute({ userId, workspaceId }, zone);
  }
}
