import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { CrashPoint } from './crash-point';
import type { Kill } from './killing-store';

interface Exchange {
	readonly response: ServerResponse;
	readonly server: Server;
}

const begun = 'http.server.request.start';
const answered = 'http.server.response.finish';
/** Long enough to kill in, whatever else the machine does. */
const heldBackMs = 5_000;

/**
 * Counts the requests that reach the org, which must be the only server of this process, and kills whoever sends them
 * at the point. `stop` it once nobody sends any more.
 */
export class RequestKiller {
	requests = 0;

	private server: Server | undefined;

	private awaited: ServerResponse | undefined;

	private isStopped = false;

	constructor(
		private readonly org: SalesforceEmulator,
		private readonly point: CrashPoint | undefined,
		private readonly kill: Kill,
	) {
		subscribe(begun, this.onRequest);
		subscribe(answered, this.onAnswer);
	}

	/** Waits for what a dead process has left in its connections, so that none of it reaches the org later. */
	async stop(): Promise<void> {
		this.isStopped = true;
		unsubscribe(begun, this.onRequest);
		unsubscribe(answered, this.onAnswer);
		const { server } = this;
		if (server) {
			const openConnections = promisify(server.getConnections.bind(server));
			while ((await openConnections()) > 0) await setImmediate();
		}
		this.org.faults.clear();
	}

	private readonly onRequest = (message: unknown): void => {
		const { response, server } = message as Exchange;
		const { point, org } = this;
		this.server = server;
		this.requests += 1;
		if (!point || point.method !== undefined || this.requests !== point.count) return;
		if (point.kind === 'before commit') {
			// For what still arrives of the request.
			org.faults.set({ dropBeforeCommit: 1 });
			this.kill();
		}
		if (point.kind === 'commit–reply') {
			org.faults.set({ slowReplies: { times: 1, ms: heldBackMs } });
			void this.killOnceServed(org.calls.log.length);
		}
		if (point.kind === 'reply–journal') this.awaited = response;
	};

	private readonly onAnswer = (message: unknown): void => {
		if (this.awaited && (message as Exchange).response === this.awaited) this.kill();
	};

	/** The log has the request as soon as it is carried out, while its reply waits. */
	private async killOnceServed(logged: number): Promise<void> {
		while (this.org.calls.log.length === logged && !this.isStopped) await setImmediate();
		this.kill();
	}
}
