/** The permission sets of the pack, which metadata/ ships, Org Check looks for and Create Fields grants to. */
export const permissionSets = {
	admin: {
		name: 'Enrichment_Admin',
		label: 'Enrichment Admin',
		description:
			'For those who configure: what Enrichment User gives; resets records so that they are done again, and deletes old runs.',
	},
	integration: {
		name: 'Enrichment_Integration',
		label: 'Enrichment Integration',
		description:
			'For the user that n8n logs in as: reads and edits the objects and the enrichment fields, keeps the list of runs, creates and deletes nothing else.',
	},
	user: {
		name: 'Enrichment_User',
		label: 'Enrichment User',
		description:
			'For people: shows the enrichment fields of the records that they see anyway and the list of runs, and lets them use Enrich Now.',
	},
} as const;

/** Whoever has it may change records without our flow telling n8n, so that our own writes start nothing. */
export const bypassPermission = {
	name: 'Enrichment_Bypass',
	label: 'Enrichment Bypass',
	description: 'Changes of whoever has it are not sent to n8n: for the user that n8n logs in as, and for large imports',
} as const;
