"use strict";

// Browsers start no worker from a disk. There the search worker's files run in a hidden frame of the page
// instead: names of their own, the same messages. Has to run before Material's script, which starts the
// worker; does nothing on a server.

class DiskWorker extends EventTarget {
  /** @param {string | URL} address of the worker's script */
  constructor(address) {
    super();
    /** @type {((event: MessageEvent) => void) | null} */
    this.onmessage = null;
    /** @type {((event: Event) => void) | null} */
    this.onerror = null;
    this.address = new URL(address, document.baseURI);
    this.frame = document.createElement("iframe");
    this.frame.hidden = true;
    document.body.append(this.frame);
    // A port copies messages, and keeps them until the other side listens, as a worker does.
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.onmessage = ({ data }) => this.tell(new MessageEvent("message", { data }));
    this.start(this.room(), port2);
  }

  /** @returns {any} the frame's window; a document that was written stays, where the first would be exchanged */
  room() {
    const room = /** @type {Window} */ (this.frame.contentWindow);
    room.document.open();
    room.document.close();
    return room;
  }

  /** Make the frame's window look like a worker's from inside, and run the worker in it.
   * @param {any} room @param {MessagePort} port */
  async start(room, port) {
    room.postMessage = (/** @type {any} */ data) => port.postMessage(data);
    room.importScripts = async (/** @type {string[]} */ ...paths) => {
      for (const path of paths) await this.run(room.document, new URL(path, this.address));
    };
    try {
      await room.importScripts(this.address.href);
      port.onmessage = ({ data }) => room.dispatchEvent(new room.MessageEvent("message", { data }));
    } catch (error) {
      console.error("search:", error);
      this.tell(new Event("error"));
    }
  }

  /** @param {Document} inside @param {URL} address @returns {Promise<void>} settled once the script has run, or failed to load */
  run(inside, address) {
    return new Promise((resolve, reject) => {
      const script = inside.createElement("script");
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new Error(`${address} cannot be loaded`)));
      script.charset = "utf-8"; // what a worker reads its scripts as
      script.src = address.href;
      inside.head.append(script);
    });
  }

  /** @param {Event} event */
  tell(event) {
    this.dispatchEvent(event);
    if (event.type === "message") this.onmessage?.(/** @type {MessageEvent} */ (event));
    else this.onerror?.(event);
  }

  /** @param {any} data */
  postMessage(data) {
    this.port.postMessage(data);
  }

  terminate() {
    this.port.close();
    this.frame.remove();
  }
}

if (location.protocol === "file:") window.Worker = /** @type {any} */ (DiskWorker);
