import { Inject, Injectable } from '@nestjs/common';
import {
  changedStopWords,
  SETTINGS_STORE,
  type Settings,
  type SettingsStore,
  type StopWordSettings,
  wholeStopWords,
} from '@relance/campaigns-domain';
import { settingsChange } from '@relance/campaigns-management';
import { changesOf } from '@relance/kernel';
import {
  type Actor,
  INSTALLATION_SETTINGS_STORE,
  type InstallationSettings,
  type InstallationSettingsStore,
} from '@relance/platform';
import { type InstallationSettingsBody, toSettingsView } from './installation-settings.dto.ts';

/** Changes what holds for the whole installation. */
@Injectable()
export class ChangeInstallationSettings {
  constructor(
    @Inject(INSTALLATION_SETTINGS_STORE) private readonly store: InstallationSettingsStore,
    @Inject(SETTINGS_STORE) private readonly ownerSettings: SettingsStore,
  ) {}

  read(): Promise<InstallationSettings> {
    return this.store.current();
  }

  async run(body: InstallationSettingsBody, by: { actor: Actor; requestId: string }): Promise<InstallationSettings> {
    const defaults = body.defaults && given(settingsChange(body.defaults));
    // Whoever is an owner already goes on as before: new defaults are for new owners.
    if (defaults) await this.ownerSettings.keepDefaults(Object.keys(defaults) as (keyof Settings)[]);
    const { id, email, role } = by.actor;
    return this.store.change((before) => {
      const after = changedBy(body, before, defaults);
      return {
        after,
        audit: {
          actor: { id, email, role },
          action: 'settings.update',
          entity: { type: 'settings', id: 'installation', name: null },
          requestId: by.requestId,
          ...changesOf(audited(before), audited(after)),
        },
      };
    });
  }
}

/** What is not given keeps its value. */
const changedBy = (
  body: InstallationSettingsBody,
  before: InstallationSettings,
  defaults: Readonly<Record<string, unknown>> = {},
): InstallationSettings => ({
  optOutLine: body.optOutLine === undefined ? before.optOutLine : body.optOutLine && { ...body.optOutLine },
  ...stopWordsAfter(body, before),
  defaults: { ...before.defaults, ...defaults },
  limits: { ...before.limits, ...given(body.limits) },
  retention: { ...before.retention, ...given(body.retention) },
  requireTwoFactor: body.requireTwoFactor ?? before.requireTwoFactor,
});

/** A list given as a whole first, then what is added and removed. */
function stopWordsAfter(body: InstallationSettingsBody, before: InstallationSettings): StopWordSettings {
  const { stopWords, stopWordChanges } = body.stopWords === undefined ? before : wholeStopWords(body.stopWords);
  const whole = { stopWords, stopWordChanges };
  return body.stopWordChanges ? changedStopWords(whole, body.stopWordChanges) : whole;
}

const given = (part: object | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined));

/** The built-in lists are left out of the audit: what is changed of them says it. */
const audited = (settings: InstallationSettings) => ({
  ...toSettingsView(settings),
  stopWords: settings.stopWords,
  stopWordChanges: settings.stopWordChanges,
});
