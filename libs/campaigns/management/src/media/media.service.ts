import {
  imageSizeOf,
  type Media,
  MEDIA_NAME_MAX,
  MEDIA_STORE,
  type MediaOwner,
  type MediaStore,
  mediaTypes,
  type PageOf,
  type PageRequest,
} from '@relance/campaigns-domain';
import { type Clock, DomainError, type MediaId } from '@relance/kernel';
import {
  INSTALLATION_SETTINGS,
  type InstallationSettingsReader,
  PRODUCT_CLOCK,
  validationFailed,
} from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Audited, type By } from '../shared/audited.ts';
import { type MediaView, mediaView } from './media.view.ts';
import { sniffMedia } from './sniff-media.ts';

export type UploadedMedia = { readonly buffer: Buffer; readonly originalname: string };
const MEGABYTE = 1024 * 1024;

/** Takes files in, lists them, and lets go of those that nothing names any more. */
@Injectable()
export class MediaService {
  constructor(
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
    @Inject(PRODUCT_CLOCK) private readonly clock: Clock,
    @Inject(INSTALLATION_SETTINGS) private readonly settings: InstallationSettingsReader,
    private readonly audited: Audited,
  ) {}

  /** The same bytes of one owner are one file. 415 for a type that cannot be sent, 422 when the owner's space is full. */
  async upload(owner: MediaOwner, file: UploadedMedia | undefined, by: By): Promise<MediaView> {
    if (!file) throw validationFailed([{ field: 'file', problem: 'must be a file, sent as multipart/form-data' }]);
    const { buffer } = file;
    const type = await sniffMedia(buffer);
    if (!type) throw unsupported(buffer.byteLength === 0);
    const size = imageSizeOf(buffer, type);
    const outcome = await this.store.put(
      {
        owner,
        name: cleanName(file.originalname),
        type,
        hash: createHash('sha256').update(buffer).digest('hex'),
        width: size?.width ?? null,
        height: size?.height ?? null,
        content: buffer,
      },
      await this.quotaBytes(),
      this.clock.now(),
    );
    if (outcome.outcome === 'quota') throw await this.full(outcome.usedBytes, buffer.byteLength);
    if (outcome.outcome === 'stored') await this.note(by, 'media.create', outcome.media);
    return this.view(outcome.media);
  }

  list(owner: MediaOwner, page: PageRequest): Promise<PageOf<Media>> {
    return this.store.list(owner, page);
  }

  async space(owner: MediaOwner): Promise<{ usedBytes: number; quotaBytes: number }> {
    const [usedBytes, quotaBytes] = await Promise.all([this.store.usedBytes(owner), this.quotaBytes()]);
    return { usedBytes, quotaBytes };
  }

  /** A file that this owner may read: an own one or the installation's. Null reads any. */
  async read(id: MediaId, owner: MediaOwner | null): Promise<Media> {
    const found = owner === null ? await this.store.find(id) : (await this.store.findMany([id], owner))[0];
    if (!found) throw mediaNotFound();
    return found;
  }

  /** A file of exactly this owner. */
  async owned(id: MediaId, owner: MediaOwner): Promise<Media> {
    const found = await this.store.find(id);
    if (found?.owner !== owner) throw mediaNotFound();
    return found;
  }

  async remove(id: MediaId, owner: MediaOwner, by: By): Promise<void> {
    const outcome = await this.store.remove(id, owner);
    if (outcome === null) throw mediaNotFound();
    if ('uses' in outcome) {
      throw new DomainError('conflict', 'MEDIA_IN_USE', 'Messages still send this file. Take it out of them first.', {
        uses: outcome.uses,
      });
    }
    await this.note(by, 'media.delete', outcome.removed);
  }

  async view(media: Media): Promise<MediaView> {
    const [view] = await this.views([media]);
    if (!view) throw new Error('one file has one view');
    return view;
  }

  async views(media: readonly Media[]): Promise<MediaView[]> {
    const usage = await this.store.usage(media);
    return media.map((each) => mediaView(each, usage.get(each.id)));
  }

  private async quotaBytes(): Promise<number> {
    return (await this.settings.read()).limits.mediaQuotaMb * MEGABYTE;
  }

  private async full(usedBytes: number, bytes: number): Promise<DomainError> {
    const details = { usedBytes, bytes, quotaBytes: await this.quotaBytes() };
    return new DomainError(
      'unprocessable',
      'MEDIA_QUOTA_EXCEEDED',
      'There is no room for this file. Delete files that no message sends any more.',
      details,
    );
  }

  private note(by: By, action: 'media.create' | 'media.delete', media: Media): Promise<void> {
    const facts = { type: media.type, bytes: media.bytes };
    return this.audited.note(by, {
      action,
      ownerId: media.owner === 'installation' ? null : media.owner,
      entity: { type: 'media', id: media.id, name: media.name },
      ...(action === 'media.create' ? { before: null, after: facts } : { before: facts, after: null }),
    });
  }
}

export const mediaNotFound = (): DomainError =>
  new DomainError('not_found', 'MEDIA_NOT_FOUND', 'There is no such file.');

const unsupported = (isEmpty: boolean): DomainError =>
  new DomainError(
    'unsupported_media',
    'UNSUPPORTED_MEDIA_TYPE',
    isEmpty
      ? 'The file is empty.'
      : `This kind of file cannot be sent. What can be: ${Object.keys(mediaTypes).join(', ')}.`,
  );

/** The last part of a path, without control and direction characters, never empty. */
function cleanName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  return [...clean].slice(0, MEDIA_NAME_MAX).join('') || 'file';
}
