import { hourlyDeliveryCells, type Delivery, type HourlyCells } from '@relance/campaigns-domain';
import { campaignDimension, type HourDocument } from '../../statistics/hourly.ts';
import { senderDayId, type SenderDayDocument } from '../../senders/sender.schemas.ts';

const HOUR = 3_600_000;
const KEPT_MS = 90 * 24 * HOUR;

/** Adds to a number deep in a document; what is missing on the way is made. */
export function addAt(document: Record<string, unknown>, path: string, amount: number): void {
  const parts = path.split('.');
  const last = parts.pop() ?? path;
  let place = document;
  for (const part of parts) {
    place[part] ??= {};
    // Only this function builds the document, from paths of which none is the beginning of another.
    place = place[part] as Record<string, unknown>;
  }
  place[last] = Number(place[last] ?? 0) + amount;
}

type Row = Record<string, unknown> & { _id: string };

/** The hours of campaigns, as the product's own counting would have left them. */
export class SeedHours {
  private readonly rows = new Map<string, Row>();

  /** What happened to a message, each step in its hour. */
  addDelivery({ campaignId, state, day, times }: Delivery): void {
    const { sentAt, deliveredAt, readAt, failedAt } = times;
    if (state === 'failed' && failedAt) this.add(campaignId, hourlyDeliveryCells('sending', 'failed', day), failedAt);
    if (sentAt) this.add(campaignId, hourlyDeliveryCells('sending', 'sent', day), sentAt);
    if (state === 'refused' && failedAt) this.add(campaignId, hourlyDeliveryCells('sent', 'refused', day), failedAt);
    if (deliveredAt) this.add(campaignId, hourlyDeliveryCells('sent', 'delivered', day), deliveredAt);
    if (readAt) this.add(campaignId, hourlyDeliveryCells('delivered', 'read', day), readAt);
  }

  add(campaignId: string, cells: HourlyCells, at: Date): void {
    this.addTo(campaignDimension(campaignId), cells, at);
  }

  /** The rows of one campaign are complete once its owner is: they are written and only what is counted over all stays. */
  takeCampaigns(all: SeedHours): HourDocument[] {
    const rows = [...this.rows.values()] as unknown as HourDocument[];
    for (const row of rows) all.merge(row);
    this.rows.clear();
    return rows;
  }

  takeAll(): HourDocument[] {
    return [...this.rows.values()] as unknown as HourDocument[];
  }

  private merge({ _id: _id, at, dimension: _dimension, ...cells }: HourDocument): void {
    this.addTo('all', flat(cells), at);
  }

  private addTo(dimension: string, cells: HourlyCells, at: Date): void {
    const hour = new Date(Math.floor(at.getTime() / HOUR) * HOUR);
    const _id = `${hour.toISOString().slice(0, 13)}:${dimension}`;
    let row = this.rows.get(_id);
    if (!row) this.rows.set(_id, (row = { _id, at: hour, dimension }));
    for (const [cell, amount] of Object.entries(cells)) addAt(row, cell, amount);
  }
}

function flat(cells: Readonly<Record<string, unknown>>, prefix = ''): Record<string, number> {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, value]) =>
      typeof value === 'number'
        ? [[`${prefix}${name}`, value] as const]
        : Object.entries(flat(value as Readonly<Record<string, unknown>>, `${prefix}${name}.`)),
    ),
  );
}

/** What one sender used of its days. */
export class SeedDays {
  private readonly rows = new Map<string, Row>();

  add({ ownerId, campaignId, reservedOn, state, isCold }: Delivery): void {
    const _id = senderDayId(ownerId, reservedOn);
    let row = this.rows.get(_id);
    if (!row) {
      const expireAt = new Date(Date.parse(reservedOn) + KEPT_MS);
      this.rows.set(_id, (row = { _id, expireAt, reserved: 0, cold: 0, sent: 0, failed: 0, byCampaign: {} }));
    }
    const hasLeft = !['sending', 'unknown', 'failed'].includes(state);
    // A message that never left gives its place back.
    if (state !== 'failed') {
      addAt(row, 'reserved', 1);
      addAt(row, `byCampaign.${campaignId}`, 1);
      if (isCold) addAt(row, 'cold', 1);
    }
    if (hasLeft) addAt(row, 'sent', 1);
    if (state === 'failed' || state === 'refused') addAt(row, 'failed', 1);
  }

  take(): SenderDayDocument[] {
    const rows = [...this.rows.values()];
    this.rows.clear();
    return rows;
  }
}
