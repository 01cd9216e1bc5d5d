import { assertSameOrg } from './guard';

const sandbox = { orgId: '00D5e00000SANDBEA5', name: 'Acme (sandbox)' };
const run = { what: 'Run run-1', orgId: '00D5e00000PRODUEA5' };

describe('assertSameOrg', () => {
	it('passes what belongs to the org', () => {
		expect(() => assertSameOrg({ ...run, orgId: sandbox.orgId }, sandbox)).not.toThrow();
	});

	it('stops what belongs to another, naming both', () => {
		expect(() => assertSameOrg(run, sandbox)).toThrow(
			expect.objectContaining({
				code: 'org_mismatch',
				message: 'Run run-1 belongs to org 00D5e00000PRODUEA5, but this node is connected to Acme (sandbox) (00D5e00000SANDBEA5).',
				details: { from: run.orgId, to: sandbox.orgId },
			}),
		);
	});
});
