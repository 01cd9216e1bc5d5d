import { ownFields } from '../core/record/fields';
import { choicesOf } from './data/choices';
import { demoCompanies, demoLead } from './data/org-seed';
import type { DemoOrg } from './demo-org';

/** What was done to the org's Leads. */
export interface TouchedLeads {
	/** Came in new. */
	readonly created: number;
	/** Enriched before, corrected by a person and handed back by clearing their last activity. */
	readonly handedBack: number;
	/** Enriched before and edited by a person: not for the hourly mode, which takes a record once. */
	readonly leftAlone: number;
}

/** Makes `count` Leads due for the hourly mode, and edits a few that are not. */
export function touchLeads(org: DemoOrg, count: number, seed: number): TouchedLeads {
	const choices = choicesOf(seed);
	const companies = demoCompanies(choices);
	const { org: door } = org.emulator;
	const enriched = door.find('Lead', (lead) => lead[ownFields.lastActivity.name] !== null);
	const handedBack = Math.min(Math.floor(count * 0.4), enriched.length);
	const leftAlone = Math.min(50, enriched.length - handedBack);

	for (const lead of enriched.slice(0, handedBack)) {
		door.update('Lead', String(lead.Id), {
			Company: choices.pick(companies).name,
			[ownFields.lastActivity.name]: null,
		});
	}
	for (const lead of enriched.slice(handedBack, handedBack + leftAlone)) {
		door.update('Lead', String(lead.Id), { Title: 'Chief of Staff' });
	}
	for (let created = handedBack; created < count; created += 1) {
		door.insert('Lead', { ...demoLead(choices.pick(companies), choices) });
	}
	return { created: count - handedBack, handedBack, leftAlone };
}
