import { type TemplateView, type Texts } from '@relance/console-data-access';

/** One day as it is written; an empty English text stands for "the French one is sent". */
export type MessageDraft = { fr: string; en: string; mediaIds: string[] };

export const textsOf = ({ fr, en }: MessageDraft): Texts => ({ fr, en: en.trim() === '' ? null : en });

export const draftOf = (template: TemplateView | undefined): MessageDraft => ({
  fr: template?.messageTemplate?.fr ?? '',
  en: template?.messageTemplate?.en ?? '',
  mediaIds: template?.mediaIds ?? [],
});
