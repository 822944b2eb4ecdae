import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';

export type ErrorBoundaryProps = {
  readonly children: ReactNode;
  /** What stands there instead; by default a page that says so and offers to draw everything anew. */
  readonly fallback?: ReactNode;
};

type State = { readonly error: Error | null };

/** Keeps a part that breaks while it is drawn from taking the rest of the page with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error('It did not say.') };
  }

  override render(): ReactNode {
    const { children, fallback } = this.props;
    const { error } = this.state;
    if (error === null) return children;
    if (fallback !== undefined) return fallback;
    const { message } = error;
    return (
      <main className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
        <h1 className="text-title font-bold">
          <Trans>This page has broken</Trans>
        </h1>
        <p role="alert" className="max-w-lg text-soft">
          <Trans>Drafts and unsent messages are kept. What went wrong: {message}</Trans>
        </p>
        <Button look="solid" onPress={() => this.setState({ error: null })}>
          <Trans>Show it again</Trans>
        </Button>
      </main>
    );
  }
}
