import type { OrgState } from '../org/org-state';

/** The month in which the org's fiscal year starts, as its Organization record says; 1 when it does not. */
export function fiscalYearStartMonth({ schema, store, identity }: OrgState): number {
	const type = schema.type('Organization');
	if (!type?.field('FiscalYearStartMonth')) return 1;
	return Number(store.find(type, identity.id)?.FiscalYearStartMonth ?? 1);
}
