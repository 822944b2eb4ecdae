import 'fake-indexeddb/auto';
import { i18n } from '@lingui/core';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

i18n.loadAndActivate({ locale: 'en', messages: {} });

// What comes over a socket takes its time on a busy machine.
configure({ asyncUtilTimeout: 4_000 });

afterEach(() => {
  cleanup();
});
