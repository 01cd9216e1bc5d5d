import type { OrgState } from '../org/org-state';
import type { WaitingCallout } from './callouts';

/** What came of one callout. */
export interface CalloutAttempt {
	readonly name: string;
	readonly recordId: string;
	/** As whom the flow ran. */
	readonly userId: string;
	/** Absent where no reply came, or the call was not made. */
	readonly status?: number;
	/** The user may not use the external credential, so that the flow failed before the call. */
	readonly isRefused?: true;
}

/** A callout takes two minutes at most. */
const timeoutMs = 120_000;

/** Makes the HTTP callouts of the org's flows: each once, as the user whose save started it; nothing leaves before `deliver`. */
export class CalloutSender {
	readonly attempts: CalloutAttempt[] = [];
	private readonly endpoints = new Map<string, { readonly url: string; readonly headers?: Record<string, string> }>();

	constructor(private readonly org: OrgState) {}

	/** Where the callout with this name goes from now on, and with which headers beside those of the seed. */
	setEndpoint(name: string, url: string, headers?: Record<string, string>): void {
		this.endpoints.set(name, { url, headers });
	}

	/** How many flows wait. */
	get waiting(): number {
		return this.org.automation.callouts.length;
	}

	/** Makes every call that waits, one after the other; one that fails is lost. */
	async deliver(): Promise<readonly CalloutAttempt[]> {
		const made: CalloutAttempt[] = [];
		for (const each of this.org.automation.callouts.takeAll()) {
			const attempt = await this.call(each);
			made.push(attempt);
			this.attempts.push(attempt);
		}
		return made;
	}

	clear(): void {
		this.attempts.length = 0;
		this.org.automation.callouts.clear();
	}

	private async call({ callout, recordId, userId }: WaitingCallout): Promise<CalloutAttempt> {
		const { name, object, principalUsers } = callout;
		const said = { name, recordId, userId };
		const mayCall = principalUsers?.some((user) => String(this.org.userByName(user)?.Id) === userId) ?? true;
		if (!mayCall) return { ...said, isRefused: true };
		const endpoint = this.endpoints.get(name)?.url ?? callout.endpoint;
		if (endpoint === undefined) throw new Error(`The callout ${name} has no endpoint`);
		const headers = { ...callout.headers, ...this.endpoints.get(name)?.headers, 'Content-Type': 'application/json' };
		const status = await post(endpoint, headers, {
			organizationId: this.org.identity.id,
			sObject: object,
			ids: [recordId],
			userId,
		});
		return { ...said, ...(status !== undefined && { status }) };
	}
}

async function post(url: string, headers: Record<string, string>, body: unknown): Promise<number | undefined> {
	try {
		const signal = AbortSignal.timeout(timeoutMs);
		const response = await fetch(url, {
			method: 'POST',
			headers,
			body: JSON.stringify(body),
			redirect: 'manual',
			signal,
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return undefined;
	}
}
