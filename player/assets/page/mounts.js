// What is mounted, and for how long.

/**
 * What stands in the elements that Streamlit gives a component.
 *
 * What a mount returns is called at unmount, and also, where new data arrived while the page still fetched the component, for the mount that
 * was overtaken, whose element stays. So only what has left the page is at its end.
 * @template {{ destroy(): void }} T
 */
export class Mounts {
  /** @param {(parent: HTMLElement) => T} make */
  constructor(make) {
    this.make = make;
    /** @type {WeakMap<HTMLElement, T>} */ this.all = new WeakMap();
  }

  /**
   * What stands in an element.
   * @param {HTMLElement} parent
   */
  in(parent) {
    const mounted = this.all.get(parent) ?? this.make(parent);
    this.all.set(parent, mounted);
    return mounted;
  }

  /**
   * What a mount in this element returns.
   * @param {HTMLElement} parent
   */
  leaving(parent) {
    return () => {
      if (parent.isConnected) return;
      this.all.get(parent)?.destroy();
      this.all.delete(parent);
    };
  }
}
