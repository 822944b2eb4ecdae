/** Ends the launch with exit code 1. Its message is all that is printed, so it says what to do. */
export class LaunchError extends Error {
  /** @override */
  name = 'LaunchError';
}
