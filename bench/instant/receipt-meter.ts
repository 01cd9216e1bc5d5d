import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Lateness } from './loop-watch';

/** Stands between the org and n8n in a process of its own, and measures how long n8n's answers take. */
export class ReceiptMeter {
	private taken: number[] = [];

	private constructor(
		/** In the place of n8n's address. */
		readonly url: string,
		private readonly child: ChildProcess,
	) {
		child.on('message', ({ ms }: { ms?: number }) => {
			if (ms !== undefined) this.taken.push(ms);
		});
	}

	/** Passes everything on to this address. */
	static async start(address: string): Promise<ReceiptMeter> {
		const child = fork(join(__dirname, 'receipt-meter-process.ts'), [address], { execArgv: ['--import', 'tsx'] });
		const [{ url }] = (await once(child, 'message')) as [{ url: string }];
		return new ReceiptMeter(url, child);
	}

	/** Milliseconds of every answer since the last call. */
	empty(): number[] {
		const taken = this.taken;
		this.taken = [];
		return taken;
	}

	/** How late the meter itself was since the last call: no part of an answer's time is known better than that. */
	async lateness(): Promise<Lateness> {
		return await new Promise((resolve) => {
			const hear = ({ late }: { late?: Lateness }): void => {
				if (late === undefined) return;
				this.child.off('message', hear);
				resolve(late);
			};
			this.child.on('message', hear);
			this.child.send('late?');
		});
	}

	close(): void {
		if (this.child.connected) this.child.disconnect();
	}
}
