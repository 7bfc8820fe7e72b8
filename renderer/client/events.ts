import type { HostEvent } from '#core/contract/calls.ts';

/** Listens to the host until the returned function is called. The browser reconnects by itself. */
export function listenToHost(hear: (event: HostEvent) => void, onReconnect: () => void): () => void {
  const source = new EventSource('/events');
  let wasOpen = false;
  source.onopen = () => {
    if (wasOpen) onReconnect();
    wasOpen = true;
  };
  source.onmessage = message => hear(JSON.parse(message.data as string) as HostEvent);
  return () => source.close();
}
