// Where workers come from: a page that was served has files for them, one that stands alone brings their text.

/** @typedef {Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">} Other what works beside the page */

/** @type {{ hire: () => Other }} what makes a worker that runs races */
export const hiring = { hire: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }) };
