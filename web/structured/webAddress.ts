/** The address, when it is one of the web (`http` or `https`); else null. Nothing else may become a link. */
export function webAddress(text: string | null): string | null {
  const url = text === null || !URL.canParse(text) ? null : new URL(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}

/** The address, when a picture may be loaded from it: `https` alone, as the page's security policy has it; else null. */
export function pictureAddress(text: string | null): string | null {
  const address = webAddress(text);
  return address?.startsWith('https:') === true ? address : null;
}
