import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useRef } from 'react';
import { parseTemplate } from '../../answers/template.ts';
import { type VariableName, variableNames, variableOf } from '../../answers/variables.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';

export type TemplateFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (value: string) => void;
};

/** Text with variables and holes, which are chosen from a menu; below it what they will do. */
export function TemplateField({ label, value, isMissing, onChange }: TemplateFieldProps) {
  const { t } = useLingui();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const names = useVariableTitles();
  const insert = (text: string) => {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    onChange(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(selectionStart + text.length, selectionStart + text.length);
    });
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-end justify-between gap-2">
        <label htmlFor={id} className="text-small font-semibold text-soft">
          {label}
        </label>
        <MenuButton
          label={t`Insert a variable`}
          content={t`Insert a variable`}
          choices={[
            ...variableNames.map(name => ({ key: name, name: names[name] })),
            { key: 'hole' as const, name: t`A hole that you fill in` },
          ]}
          onChoose={key => insert(key === 'hole' ? `{{?${t`order number`}}}` : `{{${key}}}`)}
        />
      </div>
      <textarea
        ref={field}
        id={id}
        dir="auto"
        rows={5}
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-invalid={isMissing}
        aria-describedby={`${id}-hint`}
        className="thin-scroll field-sizing-content max-h-80 min-h-28 resize-y rounded-lg border border-edge bg-page px-3 py-2 aria-invalid:border-bad"
      />
      <div id={`${id}-hint`} className="text-small text-faint">
        {isMissing && (
          <p className="text-bad">
            <Trans>Expected a text.</Trans>
          </p>
        )}
        <Reading template={value} titles={names} />
      </div>
    </div>
  );
}

type ReadingProps = {
  readonly template: string;
  readonly titles: Readonly<Record<VariableName, string>>;
};

/** Each variable and hole of the text, in words; one that there is none of is told. */
function Reading({ template, titles }: ReadingProps) {
  const { t } = useLingui();
  // Braces of a text that is translated would be read as its own variables.
  const variable = '{{visitor.name}}';
  const hole = `{{?${t`order number`}}}`;
  const parts = parseTemplate(template).filter(part => part.kind !== 'text');
  if (parts.length === 0)
    return (
      <p>
        <Trans>
          Variables are filled in, such as <code>{variable}</code>; holes are asked for, such as{' '}
          <code>{hole}</code>.
        </Trans>
      </p>
    );
  return (
    <ul className="flex flex-col">
      {parts.map((part, index) => {
        const name = part.kind === 'variable' ? part.name : part.label;
        const known = part.kind === 'variable' ? variableOf(part.name) : null;
        const fallback = part.kind === 'variable' ? part.fallback : part.suggestion;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same variable may come twice
          <li key={index}>
            <bdi className="font-mono">{name}</bdi>
            {': '}
            {part.kind === 'hole' && fallback === null && <Trans>asked for</Trans>}
            {part.kind === 'hole' && fallback !== null && <Trans>“{fallback}”, to be changed</Trans>}
            {known !== null && titles[known]}
            {known !== null && fallback !== null && <Trans>, else “{fallback}”</Trans>}
            {known !== null && fallback === null && <Trans>, else asked for</Trans>}
            {part.kind === 'variable' && known === null && (
              <span className="text-warn">
                <Trans>there is no such variable; it will be asked for</Trans>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function useVariableTitles(): Readonly<Record<VariableName, string>> {
  const { t } = useLingui();
  return {
    'visitor.name': t`The visitor’s name`,
    'visitor.firstName': t`The visitor’s first name`,
    'visitor.email': t`The visitor’s e-mail address`,
    'visitor.phone': t`The visitor’s phone number`,
    'visitor.place': t`Where the visitor is`,
    department: t`The chat’s department`,
    'agent.name': t`Your name`,
    'agent.firstName': t`Your first name`,
    date: t`Today’s date`,
    time: t`The time of day`,
  };
}
