import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import {
  AUDIT_WRITER,
  type AuditWriter,
  type InstallationSettings,
  type InstallationSettingsChange,
  type InstallationSettingsReader,
  type InstallationSettingsStore,
  RELANCE_CONFIG,
  type RelanceConfig,
  defaultInstallationSettings,
  inTransaction,
} from '@relance/platform';
import { type ClientSession, type Connection } from 'mongoose';

/** How long a read value is believed; another process' change is seen after it. */
const BELIEVED_MS = 1000;
const ID = 'installation';

/** What was decided; a part that is not there keeps its default. */
type SettingsDocument = { readonly _id: string } & Partial<InstallationSettings>;

/** The installation's settings: one document. */
@Injectable()
export class MongoInstallationSettings implements InstallationSettingsReader, InstallationSettingsStore {
  private kept: { readonly settings: Promise<InstallationSettings>; readonly until: number } | null = null;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(RELANCE_CONFIG) private readonly config: Pick<RelanceConfig, 'retention' | 'mediaQuotaMb'>,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  read(): Promise<InstallationSettings> {
    const now = performance.now();
    if (this.kept && now < this.kept.until) return this.kept.settings;
    const settings = this.load();
    this.kept = { settings, until: now + BELIEVED_MS };
    // A failed read is not believed.
    settings.catch(() => this.forget());
    return settings;
  }

  current(): Promise<InstallationSettings> {
    return this.load();
  }

  /** The next read asks the database. */
  forget(): void {
    this.kept = null;
  }

  async change(decide: (before: InstallationSettings) => InstallationSettingsChange): Promise<InstallationSettings> {
    const changed = await inTransaction(this.connection, async (session) => {
      const { after, audit } = decide(await this.load(session));
      await this.documents.replaceOne({ _id: ID }, { ...after }, { upsert: true, session });
      await this.audit.append(audit, session);
      return after;
    });
    this.forget();
    return changed;
  }

  private get documents() {
    return this.connection.collection<SettingsDocument>('installation_settings');
  }

  private async load(session?: ClientSession): Promise<InstallationSettings> {
    const defaults = defaultInstallationSettings(this.config);
    const stored = await this.documents.findOne({ _id: ID }, session ? { session } : {});
    if (!stored) return defaults;
    const { _id, ...decided } = stored;
    return {
      ...defaults,
      ...decided,
      limits: { ...defaults.limits, ...decided.limits },
      retention: { ...defaults.retention, ...decided.retention },
    };
  }
}
