import { Module } from '@nestjs/common';
import { FanoutProbeController } from './fanout/fanout-probe.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { OpenSockets } from './sockets/open-sockets.js';
import { SocketGateway } from './sockets/socket.gateway.js';

@Module({ controllers: [FeedController, FanoutProbeController], providers: [SocketGateway, OpenSockets] })
export class RealtimeModule {}
