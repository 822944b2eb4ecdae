/** @import { Scene } from './stage.mjs' */
import { deskScenes } from './deskScenes.mjs';
import { dialogScenes } from './dialogScenes.mjs';
import { entranceScenes } from './entranceScenes.mjs';
import { troubleScenes } from './troubleScenes.mjs';

/** Every state of every screen. The longest come first, so that no lane waits for another's. @type {readonly Scene[]} */
export const scenes = [...deskScenes.toReversed(), ...dialogScenes, ...troubleScenes, ...entranceScenes];
