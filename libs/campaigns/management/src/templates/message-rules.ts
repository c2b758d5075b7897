import {
  ATTRIBUTE_READER,
  type AttributeCoverage,
  type AttributeReader,
  attributesIn,
  MEDIA_STORE,
  type MediaStore,
  unknownAttributes,
} from '@relance/campaigns-domain';
import { documentId, type FieldProblem, type OwnerId, problem } from '@relance/kernel';
import { validationFailed } from '@relance/platform';
import { Inject, Injectable } from '@nestjs/common';

/** A message as it is about to be saved, and where it stood in the body: `customMessages.0.`, or nothing. */
export type MessageToCheck = {
  readonly path: string;
  /** The name of the field that holds the texts. */
  readonly field?: 'messageTemplate' | 'message';
  readonly texts: { readonly fr: string; readonly en?: string | null };
  readonly mediaIds: readonly string[];
};

/** What only the database can say of a message: whether its attributes and its files are there. */
@Injectable()
export class MessageRules {
  constructor(
    @Inject(ATTRIBUTE_READER) private readonly attributes: AttributeReader,
    @Inject(MEDIA_STORE) private readonly media: MediaStore,
  ) {}

  /** 400 naming every problem. An owner may send own files and the installation's; the installation's messages only its own. */
  async assertSendable(owner: OwnerId | 'installation', messages: readonly MessageToCheck[]): Promise<void> {
    const problems = [...(await this.textProblems(owner, messages)), ...(await this.mediaProblems(owner, messages))];
    if (problems.length > 0) throw validationFailed(problems);
  }

  /** Read only when a text names an attribute. */
  async coverageFor(owner: OwnerId | 'installation', texts: readonly string[]): Promise<AttributeCoverage | null> {
    if (texts.every((text) => attributesIn(text).length === 0)) return null;
    return this.attributes.coverage(owner === 'installation' ? null : owner);
  }

  private async textProblems(
    owner: OwnerId | 'installation',
    messages: readonly MessageToCheck[],
  ): Promise<FieldProblem[]> {
    const texts = messages.flatMap(({ path, field = 'messageTemplate', texts: { fr, en } }) => [
      { field: `${path}${field}.fr`, text: fr },
      ...(en ? [{ field: `${path}${field}.en`, text: en }] : []),
    ]);
    const coverage = await this.coverageFor(
      owner,
      texts.map(({ text }) => text),
    );
    if (coverage === null) return [];
    const known = new Set(coverage.keys.keys());
    return texts.flatMap(({ field, text }) =>
      unknownAttributes(text, known).map((name) => ({ field, ...problem('UNKNOWN_VARIABLE.attribute', { name }) })),
    );
  }

  private async mediaProblems(
    owner: OwnerId | 'installation',
    messages: readonly MessageToCheck[],
  ): Promise<FieldProblem[]> {
    const ids = [...new Set(messages.flatMap(({ mediaIds }) => mediaIds))].map((id) => documentId<'MediaId'>(id));
    const known = new Set<string>((await this.media.findMany(ids, owner)).map(({ id }) => id));
    return messages.flatMap(({ path, mediaIds }) =>
      mediaIds.every((id) => known.has(id.toLowerCase()))
        ? []
        : [{ field: `${path}mediaIds`, ...problem('NO_SUCH_THING', { what: 'media' }) }],
    );
  }
}
