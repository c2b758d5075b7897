import { type Media, MEDIA_STORE, mediaKindOf, type MediaStore } from '@relance/campaigns-domain';
import { DomainError } from '@relance/kernel';
import { preconditionOf } from '@relance/platform';
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
    const etag = entityTagOf(media);
    const precondition = assertUnchanged(media, request);
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
    if (precondition === 'not_modified') return void response.status(304).end();
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    // Parts are for GET alone (RFC 9110, 14.2): a HEAD tells of the whole.
    const range = isSame && request.method === 'GET' ? byteRangeOf(request.headers.range, media.bytes) : null;
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

const entityTagOf = ({ hash }: Pick<Media, 'hash'>): string => `"${hash}"`;

/** 412 when the file is not the one that the request is about. A file never changes: its tag names its bytes. */
export function assertUnchanged(media: Pick<Media, 'hash'>, request: Request): 'go_on' | 'not_modified' {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  const precondition = preconditionOf({ method: request.method, ifMatch, ifNoneMatch }, entityTagOf(media));
  if (precondition !== 'failed') return precondition;
  throw new DomainError(
    'precondition_failed',
    'PRECONDITION_FAILED',
    'The file is not the one that the request names.',
  );
}

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
