import { Trans, useLingui } from '@lingui/react/macro';
import { defaultSettings, densities, themes } from '../../settings/settings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { isLanguage, languageOf, languages } from '../../translation/languages.ts';
import { Button } from '../../ui/Button.tsx';
import { type Choice, ChoiceGroup } from './ChoiceGroup.tsx';
import { Field } from './Field.tsx';

/** How the dashboard looks, and in which language it speaks. */
export function AppearancePanel() {
  const { t } = useLingui();
  const themeNames = { system: t`As the system`, light: t`Light`, dark: t`Dark` };
  const densityNames = { comfortable: t`Comfortable`, compact: t`Compact` };
  return (
    <>
      <ChoiceGroup
        title={t`Theme`}
        choices={themes.map(key => ({ key, name: themeNames[key] }))}
        chosen={useSetting('theme')}
        onChoose={theme => settings.change({ theme })}
      />
      <ChoiceGroup
        title={t`Density`}
        detail={t`Compact shows more chats and more of a conversation at once.`}
        choices={densities.map(key => ({ key, name: densityNames[key] }))}
        chosen={useSetting('density')}
        onChoose={density => settings.change({ density })}
      />
      <ChoiceGroup
        title={t`Language`}
        choices={useLanguages()}
        chosen={useSetting('language')}
        onChoose={language => settings.change({ language })}
      />
      <Panes />
    </>
  );
}

/** Each in its own words, so that whoever does not read the language of the page finds theirs. */
function useLanguages(): readonly Choice<'system' | keyof typeof languages>[] {
  const { t } = useLingui();
  const { name } = languages[languageOf(navigator.languages)];
  const spoken = Object.keys(languages)
    .filter(isLanguage)
    .map(key => ({ key, name: languages[key].name, lang: key }));
  return [{ key: 'system', name: t`As the browser (${name})` }, ...spoken];
}

function Panes() {
  return (
    <Field
      title={<Trans>Panes</Trans>}
      detail={<Trans>Drag the edges of the side panes, or move them with the arrow keys.</Trans>}
    >
      <div className="flex flex-wrap gap-2">
        <Button
          onPress={() => {
            const { inboxWidth, detailsWidth, showsInbox, showsDetails } = defaultSettings;
            settings.change({ inboxWidth, detailsWidth, showsInbox, showsDetails });
          }}
        >
          <Trans>Put the panes back</Trans>
        </Button>
      </div>
    </Field>
  );
}
