// Catches what goes wrong while rendering; edits are safe, they live in the database.
import { Component, type ReactNode } from 'react';

import { FailurePage } from './Failure';

interface State {
  error?: unknown;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (!('error' in this.state)) return this.props.children;
    return <FailurePage title="Something went wrong" error={this.state.error} />;
  }
}
