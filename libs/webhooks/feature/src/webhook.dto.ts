import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IfGiven, outboxEventTypes, refusedAs } from '@relance/platform';
import {
  type Webhook,
  type WebhookAttempt,
  type WebhookDelivery,
  type WebhookDisabledCause,
  webhookDisabledCauses,
} from '@relance/webhooks-domain';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';

const known = [...outboxEventTypes];
const eventRule = { each: true, ...refusedAs('NOT_ONE_OF.each', { values: known.join(', ') }) } as const;

export class WebhookBody {
  @ApiProperty({
    description: 'http or https, without user name and password.',
    example: 'https://example.com/relance',
  })
  @IsString({ message: 'must be text' })
  @MaxLength(2000, refusedAs('LONGER_THAN_ALLOWED'))
  @Matches(/^https?:\/\/\S+$/i, refusedAs('NOT_AN_ADDRESS'))
  url!: string;

  @ApiProperty({ enum: known, isArray: true })
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, refusedAs('TOO_FEW.named', { what: 'event' }))
  @ArrayMaxSize(known.length, refusedAs('TOO_MANY', { max: known.length }))
  @ArrayUnique(refusedAs('NAMED_TWICE', { what: 'an event' }))
  @IsIn(known, eventRule)
  events!: string[];

  @ApiPropertyOptional({ default: true })
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  active?: boolean;
}

export class WebhookPatchBody {
  @ApiPropertyOptional({ example: 'https://example.com/relance' })
  @IfGiven()
  @IsString({ message: 'must be text' })
  @MaxLength(2000, refusedAs('LONGER_THAN_ALLOWED'))
  @Matches(/^https?:\/\/\S+$/i, refusedAs('NOT_AN_ADDRESS'))
  url?: string;

  @ApiPropertyOptional({ enum: known, isArray: true })
  @IfGiven()
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, refusedAs('TOO_FEW.named', { what: 'event' }))
  @ArrayMaxSize(known.length, refusedAs('TOO_MANY', { max: known.length }))
  @ArrayUnique(refusedAs('NAMED_TWICE', { what: 'an event' }))
  @IsIn(known, eventRule)
  events?: string[];

  @ApiPropertyOptional({ description: 'True also switches on again what was switched off after failures.' })
  @IfGiven()
  @IsBoolean({ message: 'must be true or false' })
  active?: boolean;
}

export class WebhookView {
  @ApiProperty() id!: string;
  @ApiProperty() url!: string;
  @ApiProperty({ enum: known, isArray: true }) events!: string[];
  @ApiProperty() active!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was switched off after failures.' })
  disabledReason!: string | null;
  @ApiProperty({
    enum: webhookDisabledCauses,
    nullable: true,
    description: 'The same as a word: nothing but failures for five days, or its receiver answered 410 Gone.',
  })
  disabledCause!: WebhookDisabledCause | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class NewWebhookView extends WebhookView {
  @ApiProperty({ description: 'Signs every event; shown this once.', example: 'whsec_…' }) secret!: string;
}

export class WebhookDeliveryView {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'The `webhook-id` header; the same in every attempt and in a replay.' })
  messageId!: string;
  @ApiProperty({ example: 'campaign.updated' }) event!: string;
  @ApiProperty({ enum: ['pending', 'delivered', 'failed'] }) status!: WebhookDelivery['state'];
  @ApiProperty({ type: 'integer' }) attempts!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'HTTP status of the last answer.' })
  responseStatus!: number | null;
  @ApiProperty({ type: String, nullable: true }) error!: string | null;
  @ApiProperty({ format: 'date-time', description: 'When it happened.' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) nextAttemptAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
}

export class WebhookTestView {
  @ApiProperty({ description: 'Whether the endpoint answered with 2xx.' }) delivered!: boolean;
  @ApiProperty({ type: 'integer', nullable: true }) responseStatus!: number | null;
  @ApiProperty({ type: String, nullable: true }) error!: string | null;
  @ApiProperty({ type: 'integer' }) durationMs!: number;
  @ApiProperty({ type: WebhookDeliveryView }) delivery!: WebhookDeliveryView;
}

export class WebhookRemovedView {
  @ApiProperty() id!: string;
}

export const toWebhookView = ({ events, createdAt, ...webhook }: Webhook): WebhookView => ({
  id: webhook.id,
  url: webhook.url,
  events: [...events],
  active: webhook.active,
  disabledReason: webhook.disabledReason,
  disabledCause: webhook.disabledCause,
  createdAt: createdAt.toISOString(),
});

export const toDeliveryView = (delivery: WebhookDelivery): WebhookDeliveryView => ({
  id: delivery.id,
  messageId: delivery.messageId,
  event: delivery.type,
  status: delivery.state,
  attempts: delivery.attempts,
  responseStatus: delivery.lastStatus,
  error: delivery.lastError,
  createdAt: delivery.at.toISOString(),
  nextAttemptAt: delivery.state === 'pending' ? delivery.dueAt.toISOString() : null,
  settledAt: delivery.settledAt?.toISOString() ?? null,
});

export const toTestView = (attempt: WebhookAttempt, delivery: WebhookDelivery): WebhookTestView => ({
  delivered: attempt.ok,
  responseStatus: attempt.status,
  error: attempt.ok ? null : attempt.error,
  durationMs: attempt.durationMs,
  delivery: toDeliveryView(delivery),
});
