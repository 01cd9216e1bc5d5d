import { assertItemsOfOrg, assertSameOrg } from './same-org';

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
				message:
					'Run run-1 belongs to org 00D5e00000PRODUEA5, but this node is connected to Acme (sandbox) (00D5e00000SANDBEA5).',
				details: { from: run.orgId, to: sandbox.orgId },
			}),
		);
	});
});

describe('assertItemsOfOrg', () => {
	const own = { Id: '00Q5e0000000001EAA', _enrichment: { orgId: sandbox.orgId } };

	it('passes items of the org, and items that tell nothing', () => {
		expect(() => assertItemsOfOrg([own, { Id: '00Q5e0000000002EAA' }], sandbox)).not.toThrow();
	});

	it('stops all of them when one is of another, naming it', () => {
		const items = [own, { Id: '00Q5e0000000003EAA', _enrichment: { orgId: run.orgId } }];
		expect(() => assertItemsOfOrg(items, sandbox)).toThrow(/^Record 00Q5e0000000003EAA belongs to org/);
	});
});
