import { ownFields } from '../../core/record/fields';
import type { CustomFieldSeed, OrgSeed } from '../../emulators/salesforce/org/seed';
import { seededLeads } from '../seeded-leads';

/** What every contestant changes, and to what; no seeded Lead has this value. */
export const change = { field: 'Title', value: 'Head of Enrichment' } as const;

const countries = ['Germany', 'France', 'United Kingdom', 'Spain', 'Austria', 'Norway'];
const typeInDescribe = { datetime: 'datetime', text: 'string', number: 'double' } as const;

/** So many Leads, always the same for the same seed, in an org that has our own fields. */
export function benchSeed(rows: number, seed: number): OrgSeed {
	return {
		customFields: enrichmentFields(),
		records: { Lead: seededLeads(rows, seed, { field: 'Country', values: countries }) },
	};
}

function enrichmentFields(): CustomFieldSeed[] {
	return Object.values(ownFields).map((field) => {
		const { name, label } = field;
		const traits = {
			...('length' in field && { length: field.length }),
			...('precision' in field && { precision: field.precision }),
		};
		return { object: 'Lead', name, label, type: typeInDescribe[field.type], ...traits };
	});
}
