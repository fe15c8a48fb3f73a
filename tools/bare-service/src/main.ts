import 'reflect-metadata';
import { Controller, Get, Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PrismaPg } from '@prisma/adapter-pg';
import type { JSONWebKeySet } from 'jose';
import { PrismaClient } from './generated/prisma/client.js';
import { statementNames } from './statement-names.js';
import { TasksController } from './tasks.controller.js';
import { KEY_SET, TokenGuard } from './token.guard.js';

/** As many as a service of the product has. */
const CONNECTIONS = 10;

@Controller('readyz')
class ReadyController {
  @Get()
  ready(): string {
    return 'ok';
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing.`);
  return value;
}

const adapter = new PrismaPg(
  { connectionString: setting('DATABASE_URL'), max: CONNECTIONS },
  { statementNameGenerator: statementNames() },
);

@Module({
  controllers: [TasksController, ReadyController],
  providers: [
    TokenGuard,
    { provide: PrismaClient, useFactory: () => new PrismaClient({ adapter }) },
    { provide: KEY_SET, useFactory: () => JSON.parse(setting('KEY_SET')) as JSONWebKeySet },
  ],
})
class BareModule {}

const app = await NestFactory.create<NestExpressApplication>(BareModule, { logger: ['error', 'warn'] });
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
app.set('etag', false);
// As long as the product's: a client must not send on a connection that is being closed.
app.getHttpServer().keepAliveTimeout = 75_000;
await app.listen(Number(setting('PORT')), '127.0.0.1');
