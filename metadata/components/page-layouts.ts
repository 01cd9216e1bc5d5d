import { dataFieldsOf } from '../../core/record/data-fields';
import { ownFields } from '../../core/record/fields';
import type { ComponentFile } from '../xml-file';
import { enrichNow } from './enrich-now';
import { enrichedObjects, type EnrichedObject } from './enriched-fields';
import { layoutFile } from './layout-file';

/** What every edition has on these pages; a name first, because a layout is refused without it. */
const standardFields: Readonly<Record<EnrichedObject, readonly string[]>> = {
	Account: ['Name', 'OwnerId', 'ParentId', 'Website', 'Phone', 'Industry', 'Type', 'BillingAddress', 'ShippingAddress'],
	Contact: ['Name', 'OwnerId', 'AccountId', 'Title', 'Email', 'Phone', 'MobilePhone', 'MailingAddress', 'ReportsToId'],
	Lead: ['Name', 'OwnerId', 'Company', 'Status', 'Title', 'Email', 'Phone', 'Website', 'LeadSource', 'Address'],
};

const { score, rank, outcome, message, lastEnrichedOn, lastActivity, sources } = ownFields;

/** The fields that people look at first. */
export const shownFields = [score, rank, outcome, message, lastEnrichedOn, lastActivity, sources].map(
	({ name }) => name,
);

/** A page layout per object with all of the pack's fields and the button; nothing uses it until somebody assigns it. */
export function pageLayoutFiles(): ComponentFile[] {
	return enrichedObjects.map((sObject) =>
		layoutFile(
			sObject,
			`Enrichment ${sObject} Layout`,
			[
				{ label: `${sObject} Information`, fields: standardFields[sObject], isEditable: true },
				{ label: 'Enrichment', fields: shownFields },
				{ label: 'Enriched Values', fields: dataFieldsOf(sObject).map(({ name }) => name) },
			],
			[`${sObject}.${enrichNow.action}`],
		),
	);
}
