import { type TestNumber } from '@relance/campaigns-domain';
import { maskPhone } from '@relance/kernel';
import { ApiProperty } from '@nestjs/swagger';

/** What became of a test message. */
export class TestMessageView {
  @ApiProperty({
    enum: ['sent', 'unknown'],
    description: 'unknown: WhatsApp did not acknowledge it in time; it may have arrived.',
  })
  state!: 'sent' | 'unknown';
  @ApiProperty({ description: 'The number it was sent to, masked.' }) phoneMasked!: string;
  @ApiProperty({ description: 'The text as it was sent.' }) text!: string;
  @ApiProperty({ enum: ['fr', 'en'] }) language!: 'fr' | 'en';
  @ApiProperty({ type: 'integer', description: 'Test messages that may still be sent today.' }) remainingToday!: number;
}

export class TestNumberView {
  @ApiProperty() phone!: string;
  @ApiProperty({ description: 'Whether test messages may go to this number.' }) confirmed!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt!: string | null;
}

export class TestNumbersView {
  @ApiProperty({ type: [TestNumberView] }) numbers!: TestNumberView[];
}

export const testNumberView = ({ phone, confirmedAt }: TestNumber): TestNumberView => ({
  phone,
  confirmed: confirmedAt !== null,
  confirmedAt: confirmedAt?.toISOString() ?? null,
});

export const masked = (phone: string | null): string => (phone === null ? '' : maskPhone(phone));
