import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainCase, seededFaults, seededPoints } from './chain-cases';

/** The short form of `npm run test:enrich-chain`. */
describe('a chain of three vendors', () => {
	const setting = { records: 400, seed: 1, folder: mkdtempSync(join(tmpdir(), 'enrich-chain-')) };

	afterAll(() => rmSync(setting.folder, { recursive: true, force: true }));

	it('is paid to the credit, with faults, killed and resumed', async () => {
		const chain = await ChainCase.open('killed', setting, seededFaults(2));
		try {
			await chain.run(seededPoints(2, 1, 4));
			expect(chain.kills).toBe(2);
			const balances = await chain.balances();
			for (const { settled, charged, unknown, reserved } of balances) {
				expect(reserved).toBe(0);
				expect(settled).toBeLessThanOrEqual(charged);
				expect(charged).toBeLessThanOrEqual(settled + unknown);
			}
			expect(chain.charged()).toBeGreaterThan(0);
			await chain.resolve();
			for (const { settled, charged, unknown } of await chain.balances())
				expect({ settled, unknown }).toEqual({ settled: charged, unknown: 0 });
		} finally {
			await chain.close();
		}
	});

	it('costs nothing again while nothing has changed, though it has filled one of its own inputs', async () => {
		const chain = await ChainCase.open('again', setting, []);
		try {
			await chain.run();
			const spent = chain.charged();
			const filled = chain.org.org.rows('Lead').filter(({ Website }) => Website !== null).length;
			expect(filled).toBeGreaterThan(setting.records / 2);
			const { requests, outcomes } = await chain.run();
			expect({ requests, spent: chain.charged() }).toEqual({ requests: 0, spent });
			expect(outcomes['lusha-companies']).toEqual({ skipped_unchanged: setting.records });
		} finally {
			await chain.close();
		}
	});

	it('costs nothing in a sandbox', async () => {
		const chain = await ChainCase.open('sandbox', setting, [], 'sandbox');
		try {
			expect((await chain.run()).requests).toBe(0);
			expect(chain.charged()).toBe(0);
		} finally {
			await chain.close();
		}
	});
});
