import { createHash, randomBytes } from 'node:crypto';
import { BULK_CONFIRMATION_STORE, type BulkConfirmationStore } from '@relance/admin-domain';
import {
  type Campaign,
  CAMPAIGN_STORE,
  type CampaignStore,
  type CampaignStatus,
  EXPORT_STORE,
  type ExportStore,
} from '@relance/campaigns-domain';
import { CampaignActions, campaignQuery } from '@relance/campaigns-management';
import { type CampaignId, documentId, DomainError, ownerId } from '@relance/kernel';
import { type Actor, BackgroundTasks, type TaskRun } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import {
  type BulkAction,
  type CampaignBulkAnswer,
  type BulkBody,
  type BulkJobView,
  type BulkResultView,
} from './bulk.dto.ts';

const KIND = 'campaigns.bulk';
/** Beyond this a dry run must have been seen first. */
const CONFIRM_ABOVE = 50;
/** Beyond this the request is not kept waiting. */
const JOB_ABOVE = 100;
const MOST = 5000;
const SAMPLES = 5;
const TOKEN_LIFE_MS = 10 * 60_000;
/** Actions at a time: the database has others to serve. */
const AT_ONCE = 4;
const SAVE_EVERY = 20;

const reached: Readonly<Record<BulkAction, CampaignStatus>> = {
  pause: 'paused',
  resume: 'active',
  cancel: 'cancelled',
};

type Input = {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly reason: string | null;
  readonly actor: Actor;
  readonly requestId: string;
};
type Report = { readonly results: readonly BulkResultView[] };

/** One action on many campaigns: a set that is fixed before the first one, an outcome and an audit line for each. */
@Injectable()
export class BulkService {
  constructor(
    private readonly actions: CampaignActions,
    private readonly tasks: BackgroundTasks,
    @Inject(CAMPAIGN_STORE) private readonly campaigns: CampaignStore,
    @Inject(EXPORT_STORE) private readonly lists: ExportStore,
    @Inject(BULK_CONFIRMATION_STORE) private readonly confirmations: BulkConfirmationStore,
  ) {
    tasks.register<Input, { readonly next: number }, Report>({ kind: KIND, work: (run) => this.work(run) });
  }

  async run(body: BulkBody, actor: Actor, requestId: string): Promise<CampaignBulkAnswer> {
    const question = questionOf(body);
    if (body.dryRun) return this.dryRun(body, question, actor);
    const ids = (await this.confirmed(body, question, actor)) ?? (await this.matching(body)).map(({ id }) => id);
    if (ids.length > CONFIRM_ABOVE && body.confirmToken === undefined) throw confirmRequired(ids.length);
    const input: Input = { action: body.action, ids, reason: body.reason || null, actor, requestId };
    if (ids.length > JOB_ABOVE) return { jobId: await this.tasks.create({ kind: KIND, ownerId: null, input }) };
    return { results: await this.actOn(input, ids) };
  }

  async job(id: string): Promise<BulkJobView> {
    const task = await this.tasks.find<Report, Input>(id, { kind: KIND, ownerId: null });
    if (!task)
      throw new DomainError('not_found', 'BULK_JOB_NOT_FOUND', 'There is no such job, or it is over a week old.');
    const { input, status, progress, report } = task;
    const results = [...(report?.results ?? [])];
    return { jobId: id, action: input.action, status, progress, count: input.ids.length, results };
  }

  private async dryRun(body: BulkBody, question: string, actor: Actor): Promise<CampaignBulkAnswer> {
    const found = await this.matching(body);
    const token = randomBytes(18).toString('base64url');
    const expireAt = new Date(Date.now() + TOKEN_LIFE_MS);
    await this.confirmations.save({ token, actorId: actor.id, question, ids: found.map(({ id }) => id), expireAt });
    const samples = found
      .slice(0, SAMPLES)
      .map(({ id, name, ownerId: owner, status }) => ({ id, name, ownerId: owner, status }));
    return { count: found.length, confirmToken: token, samples };
  }

  /** The set that was confirmed; null when nothing was. 409 for a token that is too old, another's, or another question's. */
  private async confirmed(body: BulkBody, question: string, actor: Actor): Promise<readonly string[] | null> {
    if (body.confirmToken === undefined) return null;
    const known = await this.confirmations.find(body.confirmToken);
    const isGood =
      known !== null && known.expireAt > new Date() && known.actorId === actor.id && known.question === question;
    if (!isGood) throw confirmRequired(null);
    return known.ids;
  }

  private async matching({
    ids,
    filter = {},
  }: BulkBody): Promise<readonly Pick<Campaign, 'id' | 'name' | 'ownerId' | 'status'>[]> {
    if (ids !== undefined) return this.named([...new Set(ids.map((id) => id.toLowerCase()))]);
    const { userId, ...criteria } = filter;
    const query = campaignQuery('anyOwner', criteria, userId === undefined ? undefined : ownerId(userId));
    const found: Campaign[] = [];
    for await (const campaign of this.lists.campaigns(query, '-createdAt')) {
      if (found.length === MOST) {
        throw new DomainError('unprocessable', 'BULK_TOO_MANY', `The filter finds more than ${MOST} campaigns.`, {
          limit: MOST,
        });
      }
      found.push(campaign);
    }
    return found;
  }

  /** Ids that name nothing stay in the set: their outcome says so. */
  private async named(
    ids: readonly string[],
  ): Promise<readonly Pick<Campaign, 'id' | 'name' | 'ownerId' | 'status'>[]> {
    const found = await this.campaigns.findMany(ids.map(idOf), 'anyOwner');
    const byId = new Map<string, Campaign>(found.map((campaign) => [campaign.id, campaign]));
    const missing = (id: string) => ({ id: idOf(id), name: '', ownerId: '', status: '' }) as unknown as Campaign;
    return ids.map((id) => byId.get(id) ?? missing(id));
  }

  private async work({
    input,
    checkpoint,
    report,
    signal,
    save,
  }: TaskRun<Input, { next: number }, Report>): Promise<Report> {
    const results: BulkResultView[] = [...(report?.results ?? [])];
    for (let next = checkpoint?.next ?? 0; next < input.ids.length; next += SAVE_EVERY) {
      signal.throwIfAborted();
      results.push(...(await this.actOn(input, input.ids.slice(next, next + SAVE_EVERY))));
      const done = Math.min(next + SAVE_EVERY, input.ids.length);
      const progress = Math.floor((done * 100) / input.ids.length);
      await save({ progress, checkpoint: { next: next + SAVE_EVERY }, report: { results } });
    }
    return { results };
  }

  private async actOn(input: Input, ids: readonly string[]): Promise<BulkResultView[]> {
    const results: BulkResultView[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      results.push(...(await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => this.act(input, id)))));
    }
    return results;
  }

  private async act({ action, reason, actor, requestId }: Input, id: string): Promise<BulkResultView> {
    const by = { actor, requestId, reason };
    try {
      if (action === 'resume') {
        const { status } = await this.actions.resume(idOf(id), 'anyOwner', by);
        return { id, ok: true, currentStatus: status };
      }
      const { campaign } = await this.actions[action](idOf(id), 'anyOwner', by);
      return { id, ok: true, currentStatus: campaign.status };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      const currentStatus = statusIn(error) ?? null;
      if (currentStatus === reached[action]) return { id, ok: true, currentStatus };
      return { id, ok: false, code: error.code, currentStatus };
    }
  }
}

const idOf = (id: string): CampaignId => documentId<'CampaignId'>(id);

function statusIn({ details }: DomainError): string | undefined {
  if (details === undefined || Array.isArray(details)) return undefined;
  const status = (details as Readonly<Record<string, unknown>>)['currentStatus'];
  return typeof status === 'string' ? status : undefined;
}

/** The same action on the same campaigns gives the same text, in whatever order it is asked. */
function questionOf({ action, ids, filter }: BulkBody): string {
  const criteria = Object.entries(filter ?? {})
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const named = ids && [...new Set(ids.map((id) => id.toLowerCase()))].sort();
  return createHash('sha256')
    .update(JSON.stringify([action, named ?? null, criteria]))
    .digest('base64url');
}

const confirmRequired = (count: number | null): DomainError =>
  new DomainError(
    'conflict',
    'CONFIRM_REQUIRED',
    count === null
      ? 'The confirmation is not known, too old, or of another question. Make a dry run again.'
      : `This acts on ${count} campaigns. Make a dry run and send its confirmToken.`,
    { count, limit: CONFIRM_ABOVE },
  );
