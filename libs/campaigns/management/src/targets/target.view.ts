import { exitReasons, targetStatuses } from '@relance/campaigns-domain';
import { ApiProperty } from '@nestjs/swagger';

const dayStates = ['pending', 'sent', 'delivered', 'read', 'failed', 'refused', 'unknown', 'skipped'] as const;
const instant = { type: String, format: 'date-time' } as const;
const instantOrNull = { ...instant, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;

export class TargetContactView {
  @ApiProperty() id!: string;
  @ApiProperty(textOrNull) name!: string | null;
  @ApiProperty({ example: '+237…12' }) phoneMasked!: string;
  @ApiProperty(textOrNull) country!: string | null;
  @ApiProperty({ enum: ['fr', 'en'] }) language!: 'fr' | 'en';
}

export class TargetDayView {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7 }) day!: number;
  @ApiProperty({ enum: dayStates }) state!: (typeof dayStates)[number];
  @ApiProperty(instant) at!: string;
}

export class SendingErrorView {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['permanent', 'recipient_temporary', 'sender_level'] }) class!: string;
  @ApiProperty() message!: string;
}

/** The contact that is the same person, as far as it is the owner's. */
export class DuplicateContactView {
  @ApiProperty() id!: string;
  @ApiProperty(textOrNull) name!: string | null;
  @ApiProperty({ example: '+237…12' }) phoneMasked!: string;
}

/** One contact enrolled in one campaign. */
export class TargetView {
  @ApiProperty() id!: string;
  @ApiProperty() campaignId!: string;
  @ApiProperty({ type: TargetContactView }) contact!: TargetContactView;
  @ApiProperty({ enum: targetStatuses }) status!: (typeof targetStatuses)[number];
  @ApiProperty({ enum: exitReasons, nullable: true, type: String }) exitReason!: (typeof exitReasons)[number] | null;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7, description: 'The day to be sent next.' })
  currentDay!: number;
  @ApiProperty(instantOrNull) dueAt!: string | null;
  @ApiProperty(instant) enrolledAt!: string;
  @ApiProperty(instantOrNull) exitedAt!: string | null;
  @ApiProperty({ ...instantOrNull, description: 'When the person first wrote back.' }) repliedAt!: string | null;
  @ApiProperty({
    ...textOrNull,
    description: 'With exit reason duplicate_contact: the contact that is the same person.',
  })
  duplicateOf!: string | null;
  @ApiProperty({
    type: DuplicateContactView,
    nullable: true,
    description: 'Null where it is none of the owner’s, or gone.',
  })
  duplicateContact!: DuplicateContactView | null;
  @ApiProperty({ type: [TargetDayView] }) days!: TargetDayView[];
  @ApiProperty({ type: SendingErrorView, nullable: true }) lastError!: SendingErrorView | null;
}

export class DeliveryTimesView {
  @ApiProperty(instant) intentAt!: string;
  @ApiProperty(instantOrNull) sentAt!: string | null;
  @ApiProperty(instantOrNull) deliveredAt!: string | null;
  @ApiProperty(instantOrNull) readAt!: string | null;
  @ApiProperty(instantOrNull) failedAt!: string | null;
}

/** One attempt to send one day's message. */
export class DeliveryView {
  @ApiProperty() id!: string;
  @ApiProperty() targetId!: string;
  @ApiProperty({ type: 'integer' }) day!: number;
  @ApiProperty({ type: 'integer' }) attempt!: number;
  @ApiProperty({ enum: ['sending', 'unknown', 'failed', 'refused', 'sent', 'delivered', 'read'] }) state!: string;
  @ApiProperty() waMessageId!: string;
  @ApiProperty({
    type: [String],
    description: 'Of every WhatsApp message it is made of: a file, and a text too long for its caption.',
  })
  waMessageIds!: string[];
  @ApiProperty({ enum: ['fr', 'en'] }) language!: 'fr' | 'en';
  @ApiProperty({ type: DeliveryTimesView }) times!: DeliveryTimesView;
  @ApiProperty({ type: SendingErrorView, nullable: true }) error!: SendingErrorView | null;
}

export class GateView {
  @ApiProperty({ example: 'window' }) gate!: string;
  @ApiProperty() open!: boolean;
  @ApiProperty({ description: 'In the language of the request.' }) reason!: string;
  @ApiProperty({ ...instantOrNull, description: "When a closed gate opens without anybody's action." }) until!:
    string | null;
}

/** Why a message has not left yet: every gate in the order in which the engine asks. */
export class WhyNotView {
  @ApiProperty() sendable!: boolean;
  @ApiProperty({ ...instantOrNull, description: "By the present state; null when it depends on somebody's action." })
  earliestAt!: string | null;
  @ApiProperty({ type: [GateView] }) gates!: GateView[];
}

/** The message that leaves next as things stand: of whom, when, and what holds it back. */
export class NextMessageView extends WhyNotView {
  @ApiProperty() targetId!: string;
  @ApiProperty() campaignId!: string;
}

export class NextMessageAnswer {
  @ApiProperty({ type: NextMessageView, nullable: true, description: 'null: nobody waits in a running campaign.' })
  next!: NextMessageView | null;
}
