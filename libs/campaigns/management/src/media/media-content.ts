import { type Media, MEDIA_STORE, mediaKindOf, type MediaStore } from '@relance/campaigns-domain';
import { DomainError } from '@relance/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { byteRangeOf } from './byte-range.ts';

/** Sends a file's bytes: whole, in part, or the word that the client has them already. 416 for a range behind the end. */
@Injectable()
export class MediaContent {
  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  async send(media: Media, request: Request, response: Response): Promise<void> {
    const etag = `"${media.hash}"`;
    response.set({
      'Content-Type': media.type,
      'Content-Disposition': dispositionOf(media),
      'X-Content-Type-Options': 'nosniff',
      // Nothing in a file may run, whatever a browser makes of it.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-cache',
      'Accept-Ranges': 'bytes',
      ETag: etag,
    });
    if (isKnown(request.headers['if-none-match'], etag)) return void response.status(304).end();
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const range = isSame ? byteRangeOf(request.headers.range, media.bytes) : null;
    if (range === 'unsatisfiable') throw unsatisfiable(media.bytes, response);
    response.status(range ? 206 : 200);
    response.set('Content-Length', String(range ? range.end - range.start + 1 : media.bytes));
    if (range) response.set('Content-Range', `bytes ${range.start}-${range.end}/${media.bytes}`);
    if (request.method === 'HEAD') return void response.end();
    await pipeline(Readable.from(this.store.read(media.id, range ?? undefined)), response).catch((error: unknown) => {
      // The client left: nobody is there to be told.
      if (!response.destroyed) throw error;
    });
  }
}

/** The refusal of a range behind the end. What was said of the file is taken back: the answer is a refusal, in JSON, to be shown. */
function unsatisfiable(bytes: number, response: Response): DomainError {
  for (const name of ['Content-Disposition', 'ETag']) response.removeHeader(name);
  response.setHeader('Content-Range', `bytes */${bytes}`);
  return new DomainError(
    'unsatisfiable_range',
    'RANGE_NOT_SATISFIABLE',
    `The range lies behind the end: the file has ${bytes} bytes.`,
    { bytes },
  );
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*') ?? false;

/** Documents are saved, never shown in the page's own origin. Names in ASCII, and in full for those who read RFC 6266. */
function dispositionOf({ name, type }: Media): string {
  const kind = mediaKindOf(type) === 'document' ? 'attachment' : 'inline';
  const plain =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%]/g, '_')
      .trim() || 'file';
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}
