type Known = readonly [pattern: RegExp, name: string];

/** The more particular first: most browsers also name those that they are like. */
const browsers: readonly Known[] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/u, 'Edge'],
  [/\b(?:OPR|OPT)\/(\d+)/u, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/u, 'Samsung Internet'],
  [/\bVivaldi\/(\d+)/u, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/u, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\/(\d+)/u, 'Chrome'],
  [/\bVersion\/(\d+).*\bSafari\//u, 'Safari'],
];

const systems: readonly Known[] = [
  [/\biPhone\b/u, 'iPhone'],
  [/\biPad\b/u, 'iPad'],
  [/\bAndroid\b/u, 'Android'],
  [/\bWindows\b/u, 'Windows'],
  [/\bCrOS\b/u, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/u, 'macOS'],
  [/\bLinux\b/u, 'Linux'],
];

/** A browser's user agent in a few words, `Chrome 156, Windows`; the text itself where none of it is known. */
export function browserName(userAgent: string): string {
  const browser = nameIn(browsers, userAgent);
  const system = nameIn(systems, userAgent);
  return [browser, system].filter(Boolean).join(', ') || userAgent;
}

function nameIn(known: readonly Known[], userAgent: string): string | null {
  for (const [pattern, name] of known) {
    const match = pattern.exec(userAgent);
    if (match !== null) return match[1] === undefined ? name : `${name} ${match[1]}`;
  }
  return null;
}
