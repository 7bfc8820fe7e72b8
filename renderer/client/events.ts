import type { HostEvent } from '#core/contract/calls.ts';

const retryMs = 2000;

/**
 * Listens to the host until the returned function is called. While the host is away the browser tries again by
 * itself; a host that was started anew refuses at first, and knows this browser once its new address was opened in
 * it: then it is heard again.
 */
export function listenToHost(hear: (event: HostEvent) => void, onReconnect: () => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;
  const connect = () => {
    source = new EventSource('/events');
    source.onopen = () => {
      if (wasOpen) onReconnect();
      wasOpen = true;
    };
    source.onmessage = message => hear(JSON.parse(message.data as string) as HostEvent);
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, retryMs);
    };
  };
  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
