import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Answer } from '../../answers/answer.ts';
import { useAnswers } from '../../answers/useAnswers.ts';
import { Button } from '../../ui/Button.tsx';
import { type Template, templates } from './templates.ts';

export type BeginMenuProps = {
  readonly onTemplate: (template: Template) => void;
  readonly onSaved: (answer: Answer) => void;
};

const item =
  'flex cursor-default items-baseline gap-2 rounded-lg px-3 py-1.5 outline-none focus:bg-accent-tint';
const heading = 'px-3 pt-2 pb-1 text-tiny font-semibold text-soft';

/** What a message can begin from: what the agent has saved, and templates. */
export function BeginMenu({ onTemplate, onSaved }: BeginMenuProps) {
  const { t, i18n } = useLingui();
  const { answers } = useAnswers();
  const saved = answers.filter(({ body }) => body.kind === 'structured');
  return (
    <MenuTrigger>
      <Button small>
        <Trans>Begin from</Trans> <ChevronDown aria-hidden="true" size={14} />
      </Button>
      <Popover className="thin-scroll max-h-96 max-w-80 min-w-56 overflow-y-auto rounded-xl border border-line bg-page p-1 shadow-lg outline-none">
        <Menu aria-label={t`Begin from`} className="outline-none">
          {saved.length > 0 && (
            <MenuSection>
              <Header className={heading}>
                <Trans>Saved</Trans>
              </Header>
              {saved.map(answer => (
                <MenuItem
                  key={answer.id}
                  id={answer.id}
                  textValue={answer.title || answer.name}
                  onAction={() => onSaved(answer)}
                  className={item}
                >
                  <bdi className="min-w-0 flex-1 truncate">{answer.title || answer.name}</bdi>
                  <bdi className="text-tiny text-soft">/{answer.name}</bdi>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <MenuSection>
            <Header className={heading}>
              <Trans>Templates</Trans>
            </Header>
            {templates.map(template => (
              <MenuItem
                key={template.id}
                id={`template ${template.id}`}
                textValue={i18n._(template.name)}
                onAction={() => onTemplate(template)}
                className={item}
              >
                {i18n._(template.name)}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
