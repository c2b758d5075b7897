import { MEDIA_STORE } from '@relance/campaigns-domain';
import { RetentionRules } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type GridFsMediaStore } from './media.store.ts';

/** Has the daily retention job remove the bytes of uploads and removals that were interrupted. Their age is real time. */
@Injectable()
export class MediaRetention {
  constructor(@Inject(MEDIA_STORE) store: Pick<GridFsMediaStore, 'removeOrphans'>, rules: RetentionRules) {
    rules.add({ name: 'mediaLeftovers', remove: (_before, limit) => store.removeOrphans(new Date(), limit) });
  }
}
