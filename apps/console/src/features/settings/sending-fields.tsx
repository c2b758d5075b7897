'use client';

import { TextField } from '@relance/console-ui';
import { useI18n } from '../../i18n/use-i18n.tsx';

/** Where the fields lie in the form's values: `defaults.` in the installation's form, nothing in an owner's. */
type Prefixed = { prefix?: string };

// What an owner has and an installation gives to new owners: the same names, bounds and words in both forms.

/** Messages a day, and how many of them to people who never wrote back. */
export function DailyCapFields({ prefix = '' }: Prefixed) {
  const { t } = useI18n();
  return (
    <>
      <TextField
        name={`${prefix}maxMessagesPerDay`}
        type="number"
        min={1}
        max={100}
        label={t('owner.maxMessagesPerDay')}
      />
      <TextField
        name={`${prefix}coldContactsPerDay`}
        type="number"
        min={0}
        max={100}
        label={t('owner.coldContactsPerDay')}
      />
    </>
  );
}

/** A zone of the IANA list; the browser proposes those it knows. */
export function TimeZoneField({ prefix = '' }: Prefixed) {
  const { t } = useI18n();
  const list = `${prefix}time-zones`;
  return (
    <>
      <TextField
        name={`${prefix}timeZone`}
        label={t('owner.timeZone')}
        hint={t('owner.timeZoneHint')}
        list={list}
        autoComplete="off"
      />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

/** In which country numbers without a country code are; a name or two letters. */
export function DefaultCountryField({ prefix = '' }: Prefixed) {
  const { t } = useI18n();
  return (
    <TextField
      name={`${prefix}defaultCountry`}
      label={t('owner.defaultCountry')}
      hint={t('owner.defaultCountryHint')}
      autoComplete="off"
    />
  );
}
