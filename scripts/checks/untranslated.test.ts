import { describe, expect, it } from 'vitest';
import { untranslatedIn } from './untranslated.mjs';

const found = (jsx: string) => untranslatedIn(`const x = ${jsx};`).map(({ text }) => text);

describe('the search for texts that are not marked for translation', () => {
  it.each([
    ['<p>Hello</p>', ['Hello']],
    ['<p>{busy ? "Serving…" : "Serve"}</p>', ['Serving…', 'Serve']],
    ['<p>{open && "Open"}</p>', ['Open']],
    [`<p>{\`\${count} chats\`}</p>`, ['chats']],
    ['<a title="Leave" />', ['Leave']],
    ['<a aria-label={busy ? "Busy" : t`Free`} />', ['Busy']],
  ])('finds those of %s', (jsx, texts) => {
    expect(found(jsx)).toEqual(texts);
  });

  it.each([
    '<Trans>Hello <b>you</b></Trans>',
    '<p>{t`Hello`}</p>',
    '<p>{kind === "live" && <Live />}</p>',
    '<p className="flex">· 3</p>',
    '<h1>Switchboard</h1>',
    '<Plural value={n} one="# chat" other="# chats" />',
  ])('lets %s be', jsx => {
    expect(found(jsx)).toEqual([]);
  });
});
