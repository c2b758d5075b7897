import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DomainError } from '@relance/kernel';
import { type Registry } from 'prom-client';
import { Audience } from '../auth/audience.decorator.ts';
import { RELANCE_CONFIG, type RelanceConfig } from '../config/relance-config.ts';
import { SkipEnvelope } from '../http/envelope.ts';
import { ApiEnvelope, ApiProblems } from '../http/openapi.ts';
import { type ApiRequest } from '../http/request.ts';
import { METRICS } from './metrics.ts';
import { READINESS_CHECKS, type ReadinessChecks } from './readiness.ts';

export class HealthView {
  @ApiProperty({ enum: ['ok'] }) status!: 'ok';
}

/** Probes of the operator and of the orchestrator. */
@ApiTags('Operations')
@Audience('public')
@Controller()
export class OperationsController {
  constructor(
    @Inject(RELANCE_CONFIG) private readonly config: RelanceConfig,
    @Inject(METRICS) private readonly metrics: Registry,
    @Inject(READINESS_CHECKS) private readonly readiness: ReadinessChecks,
  ) {}

  /** The process runs. */
  @Get('health/live')
  @ApiOperation({ summary: 'Whether the process runs; 200 as long as it answers at all' })
  @ApiEnvelope(HealthView)
  live(): HealthView {
    return { status: 'ok' };
  }

  /** The process and all it needs can serve; 503 naming what is away. */
  @Get('health/ready')
  @ApiOperation({ summary: 'Whether requests can be served; 503 names what is away, such as the database' })
  @ApiEnvelope(HealthView)
  @ApiProblems(503)
  async ready(): Promise<HealthView> {
    const failures = await this.readiness.failures(2000);
    if (failures.length === 0) return { status: 'ok' };
    const details = failures.map(({ name, problem }) => ({ field: name, problem }));
    throw new DomainError(
      'unavailable',
      'NOT_READY',
      `Not ready: ${failures.map(({ name }) => name).join(', ')}.`,
      details,
      {
        retryAfterSeconds: 5,
      },
    );
  }

  /** Prometheus text. Without METRICS_TOKEN only for direct calls from this machine, else with it as bearer token. */
  @Get('metrics')
  @ApiOperation({
    summary: 'Metrics in the text format of Prometheus',
    description: 'With METRICS_TOKEN as bearer token; where none is set, for direct calls from the same machine only.',
  })
  @SkipEnvelope()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiProblems(401, 403)
  async prometheus(@Req() request: ApiRequest): Promise<string> {
    this.assertMayRead(request);
    return this.metrics.metrics();
  }

  private assertMayRead(request: ApiRequest): void {
    const expected = this.config.metricsToken;
    if (expected === null) {
      if (isDirectLoopback(request)) return;
      throw new DomainError(
        'forbidden',
        'FORBIDDEN',
        'Without METRICS_TOKEN the metrics are read from this machine only.',
      );
    }
    const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /i, '') ?? '');
    const wanted = Buffer.from(expected);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    throw new DomainError('unauthenticated', 'TOKEN_INVALID', 'The metrics need METRICS_TOKEN as bearer token.');
  }
}

/** A proxy on this machine is on loopback as well, but says for whom it asks. */
function isDirectLoopback({ socket, headers }: ApiRequest): boolean {
  const isProxied = Object.keys(headers).some((name) => /^(x-forwarded-|forwarded$|x-real-ip$|via$)/.test(name));
  return !isProxied && /^(::1|(::ffff:)?127\.)/.test(socket.remoteAddress ?? '');
}
