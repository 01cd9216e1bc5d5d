import { createHmac } from 'node:crypto';

/** One message to a customer's own address. */
export interface Webhook {
	readonly url: string;
	readonly body: unknown;
	/** Signs the body where the vendor does; absent: unsigned. */
	readonly signature?: { readonly header: string; readonly secret: string };
	/** How often it is sent again, a minute apart, until it is answered with 2xx. Default 0. */
	readonly retries?: number;
}

/** What became of one attempt. */
export interface Delivery {
	readonly url: string;
	readonly at: string;
	/** 0: nobody answered. */
	readonly status: number;
}

const retryMs = 60_000;

interface Due {
	readonly webhook: Webhook;
	readonly at: number;
	readonly attemptsLeft: number;
}

/** Sends what jobs have to say; later attempts go by the clock. */
export class WebhookSender {
	readonly deliveries: Delivery[] = [];
	private due: Due[] = [];
	private readonly underWay = new Set<Promise<void>>();

	constructor(private readonly expect: (at: Date) => void) {}

	enqueue(webhooks: readonly Webhook[], now: Date): void {
		for (const webhook of webhooks)
			this.due.push({ webhook, at: now.getTime(), attemptsLeft: 1 + (webhook.retries ?? 0) });
		this.sendDue(now);
	}

	/** Sends everything whose time has come. */
	sendDue(now: Date): void {
		const ready = this.due.filter(({ at }) => at <= now.getTime());
		this.due = this.due.filter(({ at }) => at > now.getTime());
		for (const each of ready) {
			const sending = this.attempt(each, now).finally(() => this.underWay.delete(sending));
			this.underWay.add(sending);
		}
	}

	/** Resolves when nothing is being sent any more. */
	async idle(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	clear(): void {
		this.due = [];
		this.deliveries.length = 0;
	}

	private async attempt({ webhook, attemptsLeft }: Due, now: Date): Promise<void> {
		const status = await post(webhook);
		this.deliveries.push({ url: webhook.url, at: now.toISOString(), status });
		if ((status >= 200 && status < 300) || attemptsLeft <= 1) return;
		const at = now.getTime() + retryMs;
		this.due.push({ webhook, at, attemptsLeft: attemptsLeft - 1 });
		this.expect(new Date(at));
	}
}

/** The signature of a body: hexadecimal HMAC-SHA1 of its bytes. */
export function signatureOf(body: string, secret: string): string {
	return createHmac('sha1', secret).update(body).digest('hex');
}

async function post({ url, body, signature }: Webhook): Promise<number> {
	const text = JSON.stringify(body);
	const headers: Record<string, string> = { 'Content-Type': 'application/json' };
	if (signature) headers[signature.header] = signatureOf(text, signature.secret);
	try {
		const response = await fetch(url, { method: 'POST', body: text, headers, redirect: 'manual' });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}
