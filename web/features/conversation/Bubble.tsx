import { classNames } from '../../ui/classNames.ts';
import { linkParts } from './linkParts.ts';

const tones = {
  mine: 'bg-mine text-on-mine',
  colleague: 'border border-line bg-page text-ink',
  visitor: 'bg-raised text-ink',
  pending: 'bg-accent-tint text-ink',
} as const;

/** The text of a message: always text, never markup; line breaks kept, long words wrapped, any direction of script. */
export function Bubble({ text, tone }: { readonly text: string; readonly tone: keyof typeof tones }) {
  return (
    <p
      dir="auto"
      className={classNames(
        'max-w-[85%] rounded-2xl px-3 py-1.5 compact:py-0.5 text-start [overflow-wrap:anywhere] whitespace-pre-wrap sm:max-w-[75%]',
        tones[tone],
      )}
    >
      {linkParts(text).map(part =>
        part.href === null ? (
          part.text
        ) : (
          <a
            key={part.start}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
