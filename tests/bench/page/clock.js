// In every measured page, before its own scripts: waiting for a state and for the frame that shows it.
globalThis.bench = {
  /** Resolves as soon as the document fulfils the condition; fails when it does not within a minute. */
  until(condition) {
    return new Promise((resolve, reject) => {
      const stop = setTimeout(() => {
        observer.disconnect();
        reject(new Error(`never came true: ${condition}\non the page: ${document.body.innerText.slice(0, 500)}`));
      }, 60_000);
      const look = () => {
        if (!condition()) return false;
        clearTimeout(stop);
        observer.disconnect();
        resolve();
        return true;
      };
      const observer = new MutationObserver(look);
      if (!look()) observer.observe(document, { childList: true, characterData: true, subtree: true, attributeFilter: ['disabled'] });
    });
  },

  /** Resolves with the time after the next frame was drawn: a message posted from a frame arrives behind its painting. */
  painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  },
};
