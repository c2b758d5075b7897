import { Inject, Injectable } from '@nestjs/common';
import {
  AUDIT_READER,
  type AuditQuery,
  type AuditReader,
  type Page,
  type PageQuery,
  USER_DIRECTORY,
  type UserDirectory,
  encodeCursor,
  filterHash,
  idBehind,
  toPage,
} from '@relance/platform';
import { isOwnerId, ownerId } from '@relance/kernel';
import { type AuditEntryView, ownersOfLine, toAuditEntry } from './audit.dto.ts';

/** Pages through the audit log. */
@Injectable()
export class ReadAudit {
  constructor(
    @Inject(AUDIT_READER) private readonly trail: AuditReader,
    @Inject(USER_DIRECTORY) private readonly people: UserDirectory,
  ) {}

  async page(filter: AuditQuery, query: PageQuery): Promise<Page<'entries', AuditEntryView>> {
    // Lines have no name of their own; by name they stay newest first.
    const oldestFirst = query.sort === 'createdAt';
    const hash = filterHash({ ...filter, oldestFirst });
    const afterId = idBehind(hash, query.cursor);
    const page = query.page ?? 1;
    const { lines, hasMore, ...counted } = await this.trail.list(filter, {
      page,
      limit: query.limit,
      afterId,
      oldestFirst,
    });
    const last = lines.at(-1);
    const nextCursor = hasMore && last ? encodeCursor(hash, [last.id]) : null;
    const ids = new Set(lines.flatMap(ownersOfLine).filter(isOwnerId));
    const owners = await this.people.owners([...ids].map(ownerId));
    const nameOf = (id: string) => owners.get(id)?.name ?? owners.get(id)?.email ?? null;
    const entries = lines.map((line) => toAuditEntry(line, nameOf));
    return toPage('entries', entries, { ...counted, page, limit: query.limit, nextCursor });
  }
}
