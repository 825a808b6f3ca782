/**
 * What all of the JavaScript shares, as the type checker sees it.
 *
 * @typedef {Record<string, string>} Texts
 *
 * The part of an anywidget model that is used.
 * @typedef {{get: (key: string) => any, send: (content: unknown) => void,
 *   on: (event: string, callback: (message: any) => void) => void,
 *   off: (event: string, callback: (message: any) => void) => void}} Model
 */
export {};
