import { html } from 'hono/html';
import type { Agent } from '../world/model.ts';

/** The authorize request as it stands in the page's form. */
export type AuthorizeParameters = Readonly<Record<string, string>>;

const STYLE = `
  :root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #10141a; --soft: #586172;
    --line: #e3e6eb; --accent: #0b7065; --accent-soft: #e1f2f0; --on-accent: #fff; }
  @media (prefers-color-scheme: dark) { :root { --ground: #0d1014; --card: #151a20; --ink: #e8ebf0;
    --soft: #98a1b0; --line: #262d37; --accent: #3fb8ac; --accent-soft: #12302d; --on-accent: #06201d; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 24px;
    background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
  main { width: min(440px, 100%); background: var(--card); border: 1px solid var(--line);
    border-radius: 16px; padding: 28px; }
  h1 { margin: 0 0 4px; font-size: 20px; line-height: 1.3; }
  p { margin: 0; color: var(--soft); }
  .badge { display: inline-block; margin-bottom: 14px; padding: 2px 10px; border-radius: 999px;
    background: var(--accent-soft); color: var(--accent); font-size: 12px; font-weight: 600; }
  fieldset { border: 0; margin: 20px 0 0; padding: 0; display: grid; gap: 8px; }
  legend { padding: 0; margin-bottom: 8px; font-weight: 600; }
  label { display: flex; align-items: center; gap: 12px; padding: 10px 12px; border: 1px solid var(--line);
    border-radius: 10px; cursor: pointer; }
  label:has(:checked) { border-color: var(--accent); background: var(--accent-soft); }
  label:has(:focus-visible), button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  input { accent-color: var(--accent); margin: 0; inline-size: 18px; block-size: 18px; outline: none; }
  label span { display: grid; } label small { color: var(--soft); font-size: 13px; }
  .scopes { margin-top: 18px; font-size: 13px; }
  .actions { display: flex; gap: 10px; margin-top: 22px; }
  button { flex: 1; padding: 10px 16px; border-radius: 10px; border: 1px solid var(--line); cursor: pointer;
    background: transparent; color: var(--ink); font: inherit; font-weight: 600; }
  button.allow { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
`;

/** Asks which demo agent to sign in as. The first is chosen. */
export function consentPage(
  agents: readonly (Agent & { readonly departments: string })[],
  parameters: AuthorizeParameters,
) {
  return page(
    'Sign in to the Switchboard sandbox',
    html`<span class="badge">Sandbox</span>
      <h1>Allow access to Zendesk Chat?</h1>
      <p>This stands in for Zendesk's sign-in. Nothing leaves your machine.</p>
      <form method="post" action="/oauth2/chat/authorizations">
        ${Object.entries(parameters).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <fieldset>
          <legend>Sign in as</legend>
          ${agents.map(
            (agent, index) => html`<label
              ><input type="radio" name="agent_id" value="${agent.id}" ${index === 0 ? 'checked' : ''} required />
              <span>${agent.name}<small>${agent.departments}</small></span></label
            >`,
          )}
        </fieldset>
        <p class="scopes">The application asks for: ${parameters['scope'] ?? ''}</p>
        <div class="actions">
          <button class="allow" name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </div>
      </form>`,
  );
}

/** Shown instead of a redirect when the request is not fit to be answered at its redirect_uri. */
export function refusedAuthorizePage(reason: string) {
  return page(
    'Sign-in refused',
    html`<span class="badge">Sandbox</span>
      <h1>This sign-in request can't be answered</h1>
      <p>${reason}</p>`,
  );
}

function page(title: string, content: unknown) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/oauth2/chat/consent.css" />
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`;
}

export const CONSENT_STYLE = STYLE;
