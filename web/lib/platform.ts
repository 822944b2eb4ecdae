/** Whether this is a Mac, an iPad or an iPhone, where Cmd does what Ctrl does elsewhere. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad|iPod/u.test(navigator.platform);
}
