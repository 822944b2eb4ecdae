import { useLingui } from '@lingui/react/macro';
import type { Answer } from '../../answers/answer.ts';
import { writeJson } from '../../answers/files/answersJson.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { showProblem } from '../../ui/problems.ts';

/** Saves all answers as a file: JSON for other agents, CSV for a spreadsheet. */
export function ExportMenu({ answers }: { readonly answers: readonly Answer[] }) {
  const { t } = useLingui();
  const save = async (format: 'csv' | 'json') => {
    try {
      if (format === 'json') return download('json', 'application/json', writeJson(answers));
      const { writeCsv } = await import('../../answers/files/answersCsv.ts');
      download('csv', 'text/csv', writeCsv(answers));
    } catch {
      showProblem(t`The answers could not be exported`, t`Check the network, and try again.`);
    }
  };
  return (
    <MenuButton
      label={t`Export`}
      content={t`Export`}
      choices={[
        { key: 'json', name: t`JSON, for other agents` },
        { key: 'csv', name: t`CSV, for a spreadsheet` },
      ]}
      onChoose={key => void save(key)}
    />
  );
}

function download(ending: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `canned-answers-${new Date().toISOString().slice(0, 10)}.${ending}`;
  link.click();
  // The browser has begun to save by the time that timers run.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
