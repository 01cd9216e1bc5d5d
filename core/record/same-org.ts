import { EnrichmentError } from '../errors';
import type { RecordItem } from './record-item';

/** Where something comes from; ids are 18 characters. */
export interface Origin {
	/** Begins the message: `Run 7f3a`, `Record 00Q…`. */
	readonly what: string;
	readonly orgId: string;
}

/** The org that a client is connected to. */
export interface ConnectedOrg {
	/** 18 characters. */
	readonly orgId: string;
	readonly name: string;
}

/**
 * Throws `org_mismatch` when something of one org meets the client of another: full sandboxes share production's
 * record ids, so nothing else would stop it.
 */
export function assertSameOrg(origin: Origin, org: ConnectedOrg, itemIndex?: number): void {
	if (origin.orgId === org.orgId) return;
	throw new EnrichmentError(
		'org_mismatch',
		`${origin.what} belongs to org ${origin.orgId}, but this node is connected to ${org.name} (${org.orgId}).`,
		{
			remedy: 'Choose the same credential in this node as in the Start node.',
			details: { from: origin.orgId, to: org.orgId, ...(itemIndex !== undefined && { itemIndex }) },
		},
	);
}

/** Throws `org_mismatch` when one of the items was read from another org; items that do not tell pass. */
export function assertItemsOfOrg(items: readonly RecordItem[], org: ConnectedOrg): void {
	for (const [index, { Id, _enrichment }] of items.entries()) {
		if (_enrichment?.orgId !== undefined)
			assertSameOrg({ what: `Record ${String(Id)}`, orgId: _enrichment.orgId }, org, index);
	}
}
