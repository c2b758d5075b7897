import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { foldName } from '@relance/accounts-domain';
import {
  type Actor,
  ApiEnvelope,
  ApiPage,
  ApiProblems,
  Audience,
  CurrentActor,
  IdParam,
  type Page,
  RequestId,
  cursorId,
  decodeCursor,
  encodeCursor,
  filterHash,
  toPage,
} from '@relance/platform';
import { type Invited, ManageAccounts } from './manage-accounts.ts';
import {
  DeletedUserView,
  InvitedUserView,
  NewUserBody,
  PasswordResetView,
  UserChangeBody,
  UserListQuery,
  UserView,
  toUser,
} from './users.dto.ts';

const ORDERS = { '-createdAt': 'newest', createdAt: 'oldest', name: 'name' } as const;

/** Accounts of people who log in to the console. */
@ApiTags('Admin users')
@ApiBearerAuth()
@Audience('admin')
@Controller('admin/users')
export class UsersController {
  constructor(private readonly accounts: ManageAccounts) {}

  @Get()
  @Audience('support')
  @ApiOperation({ summary: 'All accounts, by role, status and the beginning of name or address' })
  @ApiPage('users', UserView)
  @ApiProblems(400, 401, 403)
  async list(@Query() query: UserListQuery): Promise<Page<'users', UserView>> {
    const { role, status, q, sort, limit, page = 1 } = query;
    const hash = filterHash({ list: 'users', role, status, q, sort });
    const [value, id] = query.cursor ? decodeCursor(hash, query.cursor) : [];
    const after = query.cursor ? { value: String(value), id: cursorId(id) } : null;
    const found = await this.accounts.list({ role, status, text: q }, { order: ORDERS[sort], page, limit, after });
    const last = found.rows.at(-1);
    const nextCursor = found.hasMore && last ? encodeCursor(hash, [foldName(last.name), last.id]) : null;
    return toPage('users', found.rows.map(toUser), { total: found.total, page, limit, nextCursor });
  }

  @Post()
  @ApiOperation({
    summary: 'Invites somebody: the answer has a link that sets the password, valid for 72 hours and one use',
    description: 'The link is also mailed when a mail server is configured.',
  })
  @ApiEnvelope(InvitedUserView, { status: 201 })
  @ApiProblems(400, 401, 403, 409)
  async invite(
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { email, name, role, ownerId, language = 'fr' }: NewUserBody,
  ): Promise<InvitedUserView> {
    const wanted = { email, name, role, ownerId: ownerId ?? null, language };
    return invitation(await this.accounts.invite(wanted, { actor, requestId }));
  }

  @Get(':id')
  @Audience('support')
  @ApiOperation({ summary: 'One account' })
  @ApiEnvelope(UserView)
  @ApiProblems(400, 401, 403, 404)
  async read(@IdParam() id: string): Promise<UserView> {
    return toUser(await this.accounts.find(id));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes an account; a new role or owner ends its logins' })
  @ApiEnvelope(UserView)
  @ApiProblems(400, 401, 403, 404, 409)
  async change(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
    @Body() { rev, ...wanted }: UserChangeBody,
  ): Promise<UserView> {
    const changes = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    return toUser(await this.accounts.change(id, changes, rev, { actor, requestId }));
  }

  @Delete(':id')
  @ApiOperation({ summary: "Deletes an account with its logins; the owner's contacts and campaigns stay" })
  @ApiEnvelope(DeletedUserView)
  @ApiProblems(400, 401, 403, 404, 409)
  async remove(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
  ): Promise<DeletedUserView> {
    await this.accounts.remove(id, { actor, requestId });
    return { id };
  }

  @Post(':id/invite')
  @HttpCode(200)
  @ApiOperation({ summary: 'Creates a new link for somebody who has no password yet; the older link no longer works' })
  @ApiEnvelope(InvitedUserView)
  @ApiProblems(400, 401, 403, 404, 409)
  async inviteAgain(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
  ): Promise<InvitedUserView> {
    return invitation(await this.accounts.inviteAgain(id, { actor, requestId }));
  }

  @Post(':id/reset-password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Creates a link to set a new password; the older link no longer works' })
  @ApiEnvelope(PasswordResetView)
  @ApiProblems(400, 401, 403, 404, 409)
  async resetPassword(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
  ): Promise<PasswordResetView> {
    const { account, link } = await this.accounts.resetPassword(id, { actor, requestId });
    return { user: toUser(account), resetUrl: link.url, resetExpiresAt: link.expiresAt.toISOString() };
  }

  @Post(':id/disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Disables an account: it can no longer log in, and its logins end at once' })
  @ApiEnvelope(UserView)
  @ApiProblems(400, 401, 403, 404, 409)
  async disable(
    @IdParam() id: string,
    @CurrentActor() actor: Actor,
    @RequestId() requestId: string,
  ): Promise<UserView> {
    return toUser(await this.accounts.disable(id, { actor, requestId }));
  }

  @Post(':id/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enables an account: it can log in again' })
  @ApiEnvelope(UserView)
  @ApiProblems(400, 401, 403, 404, 409)
  async enable(@IdParam() id: string, @CurrentActor() actor: Actor, @RequestId() requestId: string): Promise<UserView> {
    return toUser(await this.accounts.enable(id, { actor, requestId }));
  }
}

const invitation = ({ account, link }: Invited): InvitedUserView => ({
  user: toUser(account),
  inviteUrl: link.url,
  inviteExpiresAt: link.expiresAt.toISOString(),
});
