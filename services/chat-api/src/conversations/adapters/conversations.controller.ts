import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { sendMessage, SendMessageRequest } from '@parley/contracts';
import { DaprContext, OnCommand } from '@parley/dapr';
import {
  CurrentPrincipal,
  UuidPipe,
  TokenVerifier,
  UnauthenticatedError,
  type Principal,
} from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ActionLog } from '../../actions/application/action-log.js';
import { TextBody } from '../../dialog/adapters/text-body.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { taskView } from '../../tasks/domain/task-view.js';
import { SendMessage, type SentMessage } from '../application/send-message.js';
import { actionIdsOf, messageView, taskIdsOf } from '../domain/message.js';
import { ConversationList, type ConversationView } from './conversation-list.js';
import { MessageStore } from './message-store.js';

class MessagesQuery {
  /** Messages before this position; the newest when absent. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  before?: number;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

class NewMessage extends TextBody {
  /** Chosen by the client: sending it again gives the same answer. */
  @IsUUID()
  clientMessageId!: string;
}

interface Response {
  status(code: number): void;
}

@Controller('api/v1/conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationList,
    private readonly messages: MessageStore,
    private readonly tasks: TaskRepository,
    private readonly actions: ActionLog,
    private readonly send: SendMessage,
    private readonly tokens: TokenVerifier,
  ) {}

  /** The caller's conversations; the personal one is made on first use. */
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<{ items: ConversationView[] }> {
    await this.messages.ensurePersonal(principal);
    return { items: await this.conversations.read(principal) };
  }

  /** Messages, oldest first, with the tasks that they show; `undone` are the actions in them that were taken back. */
  @Get(':id/messages')
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() query: MessagesQuery,
  ) {
    await this.conversations.require(principal, id);
    const found = await this.messages.page(principal, id, query.before, query.limit + 1);
    const items = found.slice(-query.limit);
    const tasks = await this.tasks.findMany(principal, taskIdsOf(items));
    const undone = await this.actions.undone(principal, actionIdsOf(items));
    const hasMore = found.length > query.limit;
    return { items: items.map(messageView), tasks: tasks.map(taskView), undone, hasMore };
  }

  /** Says something. 201 for a new message, 200 with the same answer for one that was sent before. */
  @Post(':id/messages')
  async post(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) conversationId: string,
    @Body() body: NewMessage,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Omit<SentMessage, 'created'>> {
    const { created, ...answer } = await this.send.execute(principal, {
      conversationId,
      ...body,
    });
    response.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return answer;
  }

  /** The same over a socket; the token of the sender comes along and is verified here again. */
  @OnCommand(sendMessage)
  async sendFromSocket(
    @Payload() request: SendMessageRequest,
    @Ctx() context: DaprContext,
  ): Promise<Record<string, unknown>> {
    const token = /^Bearer (.+)$/.exec(context.headers.authorization ?? '')?.[1];
    if (!token) throw new UnauthenticatedError();
    const { created, ...answer } = await this.send.execute(await this.tokens.verify(token), request);
    return answer;
  }
}
